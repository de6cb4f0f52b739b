"""The report of an inquiry: its answers read by the framework that gave the advice, without a name."""

from decision.advice import advise
from decision.delivery import find_today
from decision.packages import list_packages
from decision.presenting_reasons import gather_own_reading
from decision.presenting_result import gather_result
from decision.presenting_time import gather_time
from decision.report.drawing import draw_report
from studio.models import Inquiry


def draw_inquiry_report(inquiry: Inquiry) -> bytes:
    """Return the PDF that the result page offers for these answers.

    Raises:
        PressBusyError: try again in some seconds.
        PressError: it cannot be drawn.
    """
    offers, today = list_packages(), find_today()
    advice = advise(inquiry.framework, inquiry.read_answers(), offers)
    context = {
        **gather_result(advice, offers),
        **gather_own_reading(advice, ()),
        **gather_time(advice, offers, today=today),
        "today": today,
        "session": "",
        "delivery": None,
        "kept": inquiry.kept,
    }
    return draw_report(context, paper="letter")
