"""Files that pages of the studio send."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from decision.pdf.client import PdfBusyError, PdfError
from decision.web.report import say_busy


def send_pdf(request: HttpRequest, draw: Callable[[], bytes], name: str) -> HttpResponse:
    """Draw a PDF and send it to be shown; say so when the PDF worker is busy."""
    try:
        pdf = draw()
    except (PdfBusyError, PdfError):
        return say_busy(request)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def send_calendar_file(text: str, name: str) -> HttpResponse:
    """Send a calendar file to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
