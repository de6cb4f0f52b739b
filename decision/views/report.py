"""The result on paper. It stands at its address for everybody; a name to print comes by POST and is forgotten."""

from functools import partial
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from decision.addresses import write_address
from decision.advice import advise
from decision.packages import list_packages
from decision.presenting_reasons import gather_own_reading
from decision.presenting_result import gather_result
from decision.presenting_time import gather_time
from decision.report.caching import fetch_report, find_tag
from decision.report.drawing import draw_report
from decision.report.names import read_name
from decision.report.papers import PAPERS
from decision.report.printing import PressBusyError
from decision.views.busy import say_busy
from decision.views.reading import read_request
from decision.views.result import read_delivery

FRESH_FOR = 300  # seconds


# A POST changes nothing, so there is nothing to forge, and a token would mean a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def send_report(request: HttpRequest) -> HttpResponse:
    """Send the report as PDF. `paper` is letter (default) or a4; a POST may name whom it is prepared for."""
    paper = request.GET.get("paper", "letter")
    if paper not in PAPERS:
        raise BadRequest("The report comes on letter or a4 paper.")
    reading, offers = read_request(request), list_packages()
    advice = advise(reading.framework, reading.answers, offers)
    if not advice.settled:
        return redirect(write_address("decision:question", reading.answers, advice.missing[0], **reading.kept))
    dates = read_delivery(request, advice)
    if reading.problems or "session_error" in dates:
        return redirect(f"{reverse('decision:result')}?{request.GET.urlencode()}")  # the page says what is wrong
    own = gather_own_reading(advice, reading.contested)
    timely = dates | gather_time(advice, offers, today=dates["today"])
    context = gather_result(advice, offers) | own | timely | {"kept": reading.kept}
    if request.method == "POST":
        return _send_named(request, context, paper)
    tag = find_tag(advice, offers, kept=reading.kept, today=dates["today"], session=dates["session"], paper=paper)
    return _send_unnamed(request, context, paper, tag)


def _send_named(request: HttpRequest, context: dict[str, Any], paper: str) -> HttpResponse:
    name = read_name(request.POST.get("name", ""))
    try:
        response = _wrap(draw_report(context, paper=paper, name=name))
    except PressBusyError:
        return say_busy(request)
    response["Cache-Control"] = "no-store"
    return response


def _send_unnamed(request: HttpRequest, context: dict[str, Any], paper: str, tag: str) -> HttpResponse:
    etag = quote_etag(tag)
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    try:
        response = _wrap(fetch_report(tag, partial(draw_report, context, paper=paper)))
    except PressBusyError:
        return say_busy(request)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=FRESH_FOR)
    return response


def _wrap(pdf: bytes) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="headshot-advice.pdf"'
    return response
