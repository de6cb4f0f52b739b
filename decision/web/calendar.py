"""Advice that expires, as a calendar file. Nothing is stored, and no email address is asked for."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from decision.address import write_address
from decision.core.advice import advise
from decision.core.expiry import find_expiry
from decision.core.packages import list_packages
from decision.core.turnaround import find_today
from decision.pages.calendar import write_calendar
from decision.web.request_reading import read_request


@require_safe
def send_reminder(request: HttpRequest) -> HttpResponse:
    """Send the day that the advice expires; 404 when it does not expire."""
    reading, offers, today = read_request(request), list_packages(), find_today()
    advice = advise(reading.framework, reading.answers, offers)
    if not advice.settled:
        return redirect(write_address("decision:advice", reading.answers, **reading.kept))
    expiry = find_expiry(advice, today)
    if expiry is None:
        raise Http404("This advice has no expiry date.")
    # Without the version, so that the link is answered by the rules of the day it is opened.
    link = settings.SITE_URL + write_address("decision:result", advice.answers, without=reading.contested)
    response = HttpResponse(write_calendar(advice, expiry, link, today), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="headshot-reminder.ics"'
    response["Cache-Control"] = "no-store"
    return response
