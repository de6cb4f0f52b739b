"""The report as HTML: what the result's page says, laid out for paper."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.expiry import find_expiry
from decision.core.framework import load_framework
from decision.core.turnaround import find_today
from decision.pages.reasons import gather_own_reading
from decision.pages.result import gather_result
from decision.pdf.client import print_document
from decision.pdf.footnotes import Notes
from decision.pdf.gathering import gather_report
from decision.pdf.names import NOBODY, PrintedName
from decision.pdf.order import ReportOrder
from decision.pdf.qr import draw_qr
from decision.web.address import write_address


def draw_report(order: ReportOrder, name: PrintedName = NOBODY) -> bytes:
    """Return the report as PDF/UA-1; see `print_document` for its errors."""
    return print_document(write_report(order, name), order.paper)


def write_report(order: ReportOrder, name: PrintedName = NOBODY) -> str:
    """Return the HTML of the report."""
    answers = order.advice.answers
    link = settings.SITE_URL + write_address("decision:result", answers, session=order.session, **order.kept)
    context = {
        **_gather(order),
        "kept": order.kept,
        "link": link,
        "qr": mark_safe(draw_qr(link)),  # noqa: S308  # drawn from an address, holds no text of people
        "name": name,
        "notes": Notes(),
    }
    return render_to_string("decision/pdf/report.html", context)


def prepare() -> None:
    """Write a report for nobody: it loads framework, words and templates, so that no request waits for them."""
    framework = load_framework()
    advice = advise(framework, read_answers(framework, {"use": ["press-kit"]}))
    write_report(ReportOrder(advice, (), find_today()))


def _gather(order: ReportOrder) -> dict[str, Any]:
    result = gather_result(order.advice, order.offers)
    return {
        **result,
        **gather_own_reading(order.advice, order.contested),
        "expiry": find_expiry(order.advice, order.today),
        **gather_report(order.advice, result, today=order.today, delivery=order.delivery),
        "today": order.today,
        "delivery": order.delivery,
    }
