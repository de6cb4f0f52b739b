"""The report as HTML: the result's own context, laid out for paper."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from decision.addresses import write_address
from decision.report.gathering import gather_report
from decision.report.names import PrintedName
from decision.report.notes import Notes
from decision.report.printing import print_document
from decision.report.qr import draw_qr


def draw_report(context: Mapping[str, Any], *, paper: str, name: PrintedName = PrintedName()) -> bytes:  # noqa: B008  # frozen
    """Return the report as PDF/UA-1; see `write_report` and `print_document`."""
    return print_document(write_report(context, name=name), paper)


def write_report(context: Mapping[str, Any], *, name: PrintedName) -> str:
    """Return the HTML of the report from the context of the result page."""
    advice, kept = context["advice"], context["kept"]
    link = settings.SITE_URL + write_address("decision:result", advice.answers, session=context["session"], **kept)
    return render_to_string(
        "decision/report/report.html",
        {
            **context,
            **gather_report(advice, dict(context), today=context["today"], delivery=context["delivery"]),
            "link": link,
            "qr": mark_safe(draw_qr(link)),  # noqa: S308  # drawn from an address, holds no text of people
            "name": name,
            "notes": Notes(),
        },
    )
