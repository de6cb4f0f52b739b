"""The session brief of an inquiry: a page for the photographer with what the client sent."""

from decision.core.advice import advise
from decision.core.packages import list_packages
from decision.core.turnaround import find_today
from decision.pdf.brief import Sitting, draw_session_brief
from studio.inquiries.book import Session
from studio.models import Inquiry


def draw_inquiry_brief(inquiry: Inquiry) -> bytes:
    """Return the brief as PDF.

    Raises:
        PdfBusyError: try again in some seconds.
        PdfError: it cannot be drawn.
    """
    session = Session(inquiry.session_at, inquiry.session_minutes or 0) if inquiry.session_at else None
    sitting = Sitting(
        reference=inquiry.reference,
        name=inquiry.current_name,
        package=inquiry.current_package_in_words,
        people=inquiry.current_people,
        session=str(session or ""),
        days=inquiry.preferred_dates,
        words=inquiry.message,
    )
    advice = advise(inquiry.framework, inquiry.read_answers(), list_packages())
    return draw_session_brief(sitting, advice, today=find_today())
