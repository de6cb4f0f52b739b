"""The result as a PDF: the same for everyone, unless a POST brings a name to print, which is not kept."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from decision.core.advice import advise
from decision.core.packages import list_packages
from decision.core.turnaround import find_today
from decision.pdf import PAPERS
from decision.pdf.client import PdfBusyError, PdfError
from decision.pdf.names import read_name
from decision.pdf.report import ReportOrder, draw_report, fetch_report, find_tag
from decision.web.page_cache import MAX_AGE
from decision.web.request_reading import read_request
from decision.web.result import read_session
from headshot_advisor.errors import Refusal, refuse

BUSY = Refusal(
    503,
    "Your PDF needs another try",
    "Many people want one right now, or the drawing stopped halfway. What you entered is not lost: go back, or reload"
    " this page, in a few seconds.",
    retry_after=5,  # several documents are drawn in that time
)


# A POST changes nothing, so there is nothing to forge, and a token would need a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def send_report(request: HttpRequest) -> HttpResponse:
    """Send the report as PDF. `paper` is letter (default) or a4; a POST may name the person it is prepared for."""
    reading, offers, today = read_request(request), list_packages(), find_today()
    paper = reading.query.get("paper", "letter")
    if paper not in PAPERS:
        raise BadRequest("The report comes on letter or a4 paper.")
    advice = advise(reading.framework, reading.answers, offers)
    if not advice.settled and advice.to_ask:
        return redirect(reading.lead_to("decision:question", advice.to_ask[0]))
    day = read_session(reading, advice, today)
    if reading.problems or day.error:
        return redirect(f"{reverse('decision:result')}?{request.GET.urlencode()}")  # the page says what is wrong
    order = ReportOrder(advice, offers, today, paper, day.delivery, reading.kept)
    try:
        return _send_named(request, order) if request.method == "POST" else _send_unnamed(request, order)
    except (PdfBusyError, PdfError):
        return say_busy(request)


def _send_named(request: HttpRequest, order: ReportOrder) -> HttpResponse:
    response = _wrap(draw_report(order, read_name(request.POST.get("name", ""))))
    response["Cache-Control"] = "no-store"
    return response


def _send_unnamed(request: HttpRequest, order: ReportOrder) -> HttpResponse:
    etag = quote_etag(find_tag(order))
    response = get_conditional_response(request, etag=etag) or _wrap(fetch_report(order))
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _wrap(pdf: bytes) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="headshot-advice.pdf"'
    return response


def say_busy(request: HttpRequest) -> HttpResponse:
    """Return a 503 page that says to try again in a few seconds."""
    response = refuse(request, BUSY)
    response["Cache-Control"] = "no-store"
    return response
