"""The report as HTML: the result's own context, laid out for paper."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from fontTools.ttLib import TTFont

from decision.addresses import write_address
from decision.report.gathering import gather_report
from decision.report.notes import Notes
from decision.report.qr import draw_qr
from decision.report.rendering import PAPERS, Renderer

__all__ = ["PAPERS", "draw_report"]

FONTS = settings.VAR_DIR / "fonts-pdf"


def draw_report(context: Mapping[str, Any], *, name: str = "") -> bytes:
    """Return the report as PDF/UA-1 bytes.

    `context` is that of the result page with `paper` (a key of PAPERS).
    `name` is printed when our fonts have all its characters; else the report says that it could not be.
    """
    return _load_renderer().render(write_report(context, name=name), context["paper"])


def write_report(context: Mapping[str, Any], *, name: str = "") -> str:
    """Return the HTML of the report."""
    advice = context["advice"]
    link = settings.SITE_URL + write_address("decision:result", advice.answers, session=context["session"], **context["kept"])
    return render_to_string(
        "decision/report/report.html",
        {
            **context,
            **gather_report(advice, dict(context), today=context["today"], delivery=context["delivery"]),
            "link": link,
            "notes": Notes(),
            "qr": mark_safe(draw_qr(link)),  # noqa: S308  # drawn by us from an address, holds no text of people
            "name": name if is_printable(name) else "",
            "name_is_lost": bool(name) and not is_printable(name),
        },
    )


def is_printable(name: str) -> bool:
    """Whether the report's fonts have a shape for every character of a name."""
    return all(ord(character) in _list_characters() for character in name)


@cache
def _list_characters() -> frozenset[int]:
    with TTFont(FONTS / "advisor-serif-600.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _load_renderer() -> Renderer:
    return Renderer(FONTS)
