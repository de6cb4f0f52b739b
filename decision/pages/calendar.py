"""Advice that expires, as a calendar file."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from decision.content.freshness import describe_day
from decision.core.advice import Advice
from decision.core.expiry import Expiry
from decision.pages.words import describe_uses, join_words

# Nine in the morning, a week before: an alarm that counts from the start of an all-day event would ring at midnight.
ALARM = timedelta(days=-7, hours=9)
FIRST_SEQUENCE = date(2026, 1, 1)
TITLES = {"replace": "Replace your AI headshot", "look-again": "Look at your headshot again"}


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
