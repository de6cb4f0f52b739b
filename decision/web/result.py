"""The result: the verdict, why, what to do next, and the evidence for and against."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from decision.core.advice import Advice, advise
from decision.core.expiry import find_expiry
from decision.core.packages import list_packages
from decision.core.turnaround import Delivery, SessionDayError, find_today, plan_delivery, read_session_day
from decision.core.versions import find_newer_difference
from decision.pages.reasons import gather_own_reading
from decision.pages.result import gather_result
from decision.web.page_cache import find_package_data, publish
from decision.web.request_reading import read_request


@require_safe
@publish(find_data=find_package_data)
def show_result(request: HttpRequest) -> HttpResponse:
    """Show the result of a settled set of answers; an unsettled one goes to the question that is missing."""
    reading = read_request(request)
    offers = list_packages()
    advice = advise(reading.framework, reading.answers, offers)
    if not advice.settled:
        return redirect(reading.lead_to("decision:question", advice.missing[0]))
    context = {
        **gather_result(advice, offers),
        **gather_own_reading(advice, reading.contested),
        **read_delivery(request, advice),
        "expiry": find_expiry(advice, find_today()),
        "newer": find_newer_difference(reading.framework, reading.answers),
        "problems": reading.problems,
        "kept": reading.kept,
        "kept_pairs": reading.kept_pairs,
    }
    return render(request, "decision/result/result.html", context)


def read_delivery(request: HttpRequest, advice: Advice) -> dict[str, Any]:
    """Return the two delivery stages for the session day in the address, or what is wrong with that day."""
    today = find_today()
    found: dict[str, Any] = {"today": today, "session": request.GET.get("session", ""), "delivery": None}
    if found["session"]:
        try:
            found["delivery"] = _deliver(found["session"], advice, today)
        except SessionDayError as error:
            found["session_error"] = str(error)
    return found


def _deliver(text: str, advice: Advice, today: date) -> Delivery:
    return plan_delivery(read_session_day(text, today), deadline=advice.answers.get("deadline"), today=today)
