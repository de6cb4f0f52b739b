"""Advice that expires, as a calendar file. Nothing is stored, and no email address is asked for."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from icalendar import Alarm, Calendar, Event

from decision.address import write_address
from decision.content.freshness import describe_day
from decision.core.advice import Advice, advise
from decision.core.expiry import Expiry, find_expiry
from decision.core.packages import list_packages
from decision.core.turnaround import find_today
from decision.pages.words import describe_uses
from decision.sentences import join_words
from decision.web.request_reading import read_request
from headshot_advisor.methods import require_safe

# Nine in the morning, a week before: an alarm that counts from the start of an all-day event would ring at midnight.
ALARM = timedelta(days=-7, hours=9)
FIRST_SEQUENCE = date(2026, 1, 1)
TITLES = {"replace": "Replace your AI headshot", "look-again": "Look at your headshot again"}


@require_safe
def send_reminder(request: HttpRequest) -> HttpResponse:
    """Send the day that the advice expires; 404 when it does not expire."""
    reading, offers, today = read_request(request), list_packages(), find_today()
    advice = advise(reading.framework, reading.answers, offers)
    if not advice.settled:
        return redirect(reading.lead_to("decision:advice"))
    expiry = find_expiry(advice, today)
    if expiry is None:
        raise Http404("This advice has no expiry date.")
    # Without the version, so that the link is answered by the rules of the day it is opened.
    link = settings.SITE_URL + write_address("decision:result", advice.answers, without=reading.contested)
    response = HttpResponse(write_calendar(advice, expiry, link, today), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="headshot-reminder.ics"'
    response["Cache-Control"] = "no-store"
    return response


def write_calendar(advice: Advice, expiry: Expiry, link: str, today: date) -> bytes:
    """Return a calendar with one all-day event, which has the reason, the link and an alarm a week before."""
    event = Event()
    # The same for the same answers, so that a file from a later day moves the event instead of adding another.
    event.add("uid", f"{sha256(link.encode()).hexdigest()[:32]}@headshot-advisor")
    # Calendars keep the file with the highest number. Nothing is stored, so the day counts.
    event.add("sequence", (today - FIRST_SEQUENCE).days)
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", expiry.day)
    event.add("dtend", expiry.day + timedelta(days=1))
    event.add("summary", f"{TITLES[expiry.kind]}{_name_places(advice)}")
    event.add("description", _describe(expiry, link, today))
    event.add("url", link)
    event.add("transp", "TRANSPARENT")
    event.add_component(_set_alarm())
    calendar = Calendar()
    calendar.add("prodid", "-//Gorn Photo//Headshot Advisor//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _describe(expiry: Expiry, link: str, today: date) -> str:
    what = f"{TITLES[expiry.kind]} by {describe_day(expiry.day)}, {expiry.reason}."
    return f"{what} Advised on {describe_day(today)}.\n\nSee what the advice is now: {link}"


def _name_places(advice: Advice) -> str:
    places = join_words([row.use.label for row in describe_uses(advice)])
    return f" ({places})" if places else ""


def _set_alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "One week left")
    alarm.add("trigger", ALARM)
    return alarm
