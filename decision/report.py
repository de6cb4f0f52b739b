"""The report: the result's own fragments, laid out for paper by WeasyPrint. The only module that imports it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from decision.citing import Citations

PAPERS = {"letter": "Letter", "a4": "A4"}
FONTS = settings.VAR_DIR / "fonts-pdf"
STYLE = Path(__file__).with_name("report.css")

_drawing = Lock()  # WeasyPrint shares its fonts between drawings, and they are not safe in two threads at once


class ProjectFontsOnly(URLFetcher):
    """Fetches the project's own fonts and refuses everything else, wherever the address came from."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return a font of ours.

        Raises:
            ValueError: any other address.
        """
        if url not in {path.as_uri() for path in FONTS.glob("*.ttf")}:
            raise ValueError(f"The report reads nothing but its fonts, not {url!r}.")
        return super().fetch(url, headers)


def draw_report(context: Mapping[str, Any], *, name: str = "") -> bytes:
    """Return the report as PDF/UA-1 bytes.

    `context` is that of the result page with `link` (absolute address of the result) and `paper` (a key of PAPERS).
    `name` is printed when our fonts have all its characters; else the report says that it could not be.
    """
    html = render_to_string(
        "decision/report.html",
        {
            **context,
            "citations": Citations(),
            "name": name if is_printable(name) else "",
            "name_is_lost": bool(name) and not is_printable(name),
        },
    )
    with _drawing:
        style, fonts = _load_style(context["paper"])
        document = HTML(string=html, base_url="about:blank", url_fetcher=ProjectFontsOnly())
        pdf: bytes = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    return pdf


def is_printable(name: str) -> bool:
    """Whether the report's fonts have a shape for every character of a name."""
    return all(ord(character) in _list_characters() for character in name)


@cache
def _list_characters() -> frozenset[int]:
    with TTFont(FONTS / "advisor-serif-600.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _load_style(paper: str) -> tuple[CSS, FontConfiguration]:
    fonts = FontConfiguration()
    text = STYLE.read_text().replace("FONTS", FONTS.as_uri()).replace("PAPER", PAPERS[paper])
    return CSS(string=text, font_config=fonts, url_fetcher=ProjectFontsOnly()), fonts
