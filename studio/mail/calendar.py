"""The calendar file of a booked session, in New York time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from studio.models import Inquiry, Status

NEW_YORK = ZoneInfo("America/New_York")
PLACE = "Gorn Photo, 45 W 34th Street, New York"


def write_session_calendar(inquiry: Inquiry, *, now: datetime | None = None) -> str:
    """Return the iCalendar text of the inquiry's session: one event, which a later file for it replaces.

    Raises:
        ValueError: no session is booked.
    """
    if inquiry.session_at is None:
        raise ValueError(f"{inquiry} has no session.")
    now = now or timezone.now()
    starts_at = inquiry.session_at.astimezone(NEW_YORK)
    event = Event()
    event.add("uid", f"{inquiry.reference}@gorn-photo")
    event.add("dtstamp", now)
    # Calendars take the file with the higher number: seconds since 2020 only ever grow.
    event.add("sequence", int(now.timestamp()) - 1_577_836_800)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=inquiry.session_minutes or 60))
    event.add("summary", f"Headshot session at Gorn Photo ({inquiry.reference})")
    event.add("location", PLACE)
    event.add("status", "CANCELLED" if inquiry.status == Status.CANCELLED else "CONFIRMED")
    return _wrap(event)


def _wrap(event: Event) -> str:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Gorn Photo//Headshot Advisor//{settings.LANGUAGE_CODE.upper()}")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text.decode()
