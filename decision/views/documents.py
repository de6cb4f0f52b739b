"""The same result for programs and for paper: JSON and PDF."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from decision.addresses import read_query_strictly, write_address
from decision.advice import advise
from decision.answers import AnswerError
from decision.documenting import document_advice
from decision.framework import load_framework
from decision.packages import list_packages
from decision.presenting_reasons import gather_own_reading
from decision.presenting_result import gather_result
from decision.report.drawing import PAPERS, draw_report
from decision.views.reading import read_request
from decision.views.result import read_delivery

LONGEST_NAME = 120


@require_safe
def send_json(request: HttpRequest) -> HttpResponse:
    """Send the advice for the answers in the address as JSON; anything unknown is a 400 with a sentence."""
    framework = load_framework()
    try:
        answers = read_query_strictly(framework, request.GET)
    except AnswerError as error:
        return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse(document_advice(advise(framework, answers, list_packages())))


# A POST carries the name to print, which must not stand in an address. It changes nothing, so there is nothing to
# forge, and a token would mean a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def send_report(request: HttpRequest) -> HttpResponse:
    """Send the report as PDF. `paper` is letter (default) or a4; a POST may name whom it is prepared for."""
    paper = request.GET.get("paper", "letter")
    if paper not in PAPERS:
        raise BadRequest("The report comes on letter or a4 paper.")
    reading = read_request(request)
    offers = list_packages()
    advice = advise(reading.framework, reading.answers, offers)
    if not advice.settled:
        return redirect(write_address("decision:question", reading.answers, advice.missing[0], **reading.kept))
    context = {
        **gather_result(advice, offers),
        **gather_own_reading(advice, reading.contested),
        **read_delivery(request, advice),
        "kept": reading.kept,
        "paper": paper,
    }
    name = _read_name(request)
    pdf = draw_report(context, name=name)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="headshot-advice.pdf"'
    if name:
        response["Cache-Control"] = "no-store"
    return response


def _read_name(request: HttpRequest) -> str:
    """Return the name to print, on one line and within bounds; "" for none."""
    return " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
