"""The PDF report of an inquiry, by the framework that gave the advice, and without a name."""

from decision.core.advice import advise
from decision.core.packages import list_packages
from decision.core.turnaround import find_today
from decision.pdf.report import ReportOrder, draw_report
from studio.models import Inquiry

ATTACHED = "It is attached as a PDF too."
LEFT_OUT = "We couldn’t attach it as a PDF. Your own page has one."
"""What the email says instead when the report could not be drawn."""


def draw_inquiry_report(inquiry: Inquiry) -> bytes:
    """Return the PDF that the result page offers for these answers.

    Raises:
        PdfBusyError: try again in some seconds.
        PdfError: it cannot be drawn.
    """
    offers = list_packages()
    advice = advise(inquiry.framework, inquiry.read_answers(), offers)
    return draw_report(ReportOrder(advice, offers, find_today(), kept=inquiry.kept))
