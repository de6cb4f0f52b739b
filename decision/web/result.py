"""The result: the verdict, why, what to do next, and the evidence for and against."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from decision.core.advice import Advice, advise
from decision.core.packages import PackageOffer, list_packages
from decision.core.turnaround import SessionDayError, find_today, plan_delivery, read_session_day
from decision.core.versions import find_newer_difference
from decision.pages.readings import ReadingsPage, describe_readings
from decision.pages.result import ResultPage, SessionDay, describe_result
from decision.web.page_cache import publish
from decision.web.request_reading import PageReading, read_request


@require_safe
@publish(offers=list_packages, today=find_today)
def show_result(request: HttpRequest, *, offers: Sequence[PackageOffer], today: date) -> HttpResponse:
    """Show the result of settled answers, or what each answer to a question would mean that was left open for good.

    Other unsettled answers go to the question that is missing.
    """
    reading = read_request(request)
    advice = advise(reading.framework, reading.answers, offers)
    if not advice.settled and advice.to_ask:
        return redirect(reading.lead_to("decision:question", advice.to_ask[0]))
    if not advice.settled:
        return render(request, "decision/result/readings.html", {"page": describe_open_page(advice, reading)})
    page = ResultPage(
        **vars(describe_result(advice, offers, reading.contested, today=today)),
        today=today,
        day=read_day(request, advice, today),
        newer=find_newer_difference(advice),
        problems=reading.problems,
        kept=reading.kept,
    )
    return render(request, "decision/result/result.html", {"page": page})


def describe_open_page(advice: Advice, reading: PageReading) -> ReadingsPage:
    return ReadingsPage(
        **vars(describe_readings(advice)),
        newer=find_newer_difference(advice),
        contested=reading.contested,
        problems=reading.problems,
        kept=reading.kept,
    )


def read_day(request: HttpRequest, advice: Advice, today: date) -> SessionDay:
    """Return the dates after the session day in the address, or what is wrong with that day."""
    typed = request.GET.get("session", "")
    if not typed:
        return SessionDay()
    try:
        day = read_session_day(typed, today)
    except SessionDayError as error:
        return SessionDay(typed, error=str(error))
    return SessionDay(day.isoformat(), plan_delivery(day, deadline=advice.answers.get("deadline"), today=today))
