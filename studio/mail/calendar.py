"""Calendar files in New York time: one that adds a session, one that removes it, and the feed of all sessions."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vDuration

from studio.models import Inquiry, Note, Status, StatusChange

NEW_YORK = ZoneInfo("America/New_York")
ADDRESS = "45 W 34th Street, New York"
PLACE = f"Gorn Photo, {ADDRESS}"

IN_FEED = (Status.BOOKED, Status.PHOTOGRAPHED, Status.DONE, Status.NO_SHOW)
FEED_NAME = "Gorn Photo sessions"
FEED_PAST = timedelta(days=30)
"""How long a session stays in the feed."""
FEED_PAUSE = timedelta(hours=1)
"""How often calendar programs are asked to look."""


def write_session_calendar(inquiry: Inquiry, *, is_canceled: bool = False, now: datetime | None = None) -> str:
    """Return the iCalendar text of the inquiry's session: one event, which a later file for it replaces or cancels.

    Raises:
        ValueError: no session is booked.
    """
    if inquiry.session_at is None:
        raise ValueError(f"{inquiry} has no session.")
    event = _describe(inquiry, f"Headshot session at Gorn Photo ({inquiry.reference})")
    event.add("dtstamp", now or timezone.now())
    event.add("status", "CANCELLED" if is_canceled else "CONFIRMED")
    return _wrap([event], method="CANCEL" if is_canceled else "PUBLISH")


def write_feed(now: datetime) -> str:
    """Return the calendar that staff subscribe to: the same text as long as no session changes.

    Canceled sessions are left out, so that a subscribed calendar drops them.
    """
    sessions = Inquiry.objects.filter(status__in=IN_FEED, session_at__gte=now - FEED_PAST).annotate(
        changed_at=Greatest(
            "created_at",
            Coalesce(_find_latest(StatusChange), "created_at"),
            Coalesce(_find_latest(Note), "created_at"),  # a session that is moved leaves a note
        )
    )
    return _wrap([_describe_for_staff(inquiry) for inquiry in sessions.order_by("session_at", "pk")], is_feed=True)


def _find_latest(model: type[StatusChange | Note]) -> Subquery:
    """Return the time of the inquiry's latest change of this kind."""
    return Subquery(model.objects.filter(inquiry=OuterRef("pk")).order_by("-at").values("at")[:1])


def _describe_for_staff(inquiry: Inquiry) -> Event:
    """Return a session with reference and first name, because the feed is stored by other companies."""
    first = inquiry.current_name.split()[0]
    is_name = not any(letter == "@" or letter.isdigit() for letter in first)
    event = _describe(inquiry, f"Headshot session: {f'{first} ' if is_name else ''}({inquiry.reference})")
    event.add("dtstamp", inquiry.changed_at)
    event.add("status", "CONFIRMED")
    return event


def _describe(inquiry: Inquiry, summary: str) -> Event:
    """Return the event of the booked session, without its stamp and status."""
    starts_at = cast(datetime, inquiry.session_at).astimezone(NEW_YORK)
    event = Event()
    event.add("uid", f"{inquiry.reference}@gorn-photo")
    # Calendars use the file with the highest number.
    event.add("sequence", inquiry.calendar_sequence)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=inquiry.session_minutes or 60))
    event.add("summary", summary)
    event.add("location", PLACE)
    event.add("organizer", _name_organizer())
    return event


def read_method(text: str) -> str:
    """Return the method of a calendar file, PUBLISH or CANCEL; mail programs expect it in the content type."""
    return str(Calendar.from_ical(text)["method"])


def _name_organizer() -> vCalAddress:
    """Return the studio as organizer. Calendars ignore a cancelation without one."""
    organizer = vCalAddress(f"mailto:{settings.STUDIO_EMAIL}")
    organizer.params["CN"] = "Gorn Photo"
    return organizer


def _wrap(events: Iterable[Event], *, method: str = "PUBLISH", is_feed: bool = False) -> str:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Gorn Photo//Headshot Advisor//{settings.LANGUAGE_CODE.upper()}")
    calendar.add("method", method)
    if is_feed:
        # The standard's names (RFC 7986), and those that Outlook, Apple and Google read; see docs/decisions.
        for name in ("name", "x-wr-calname"):
            calendar.add(name, FEED_NAME)
        calendar.add("refresh-interval", FEED_PAUSE, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(FEED_PAUSE))
        calendar.add("x-wr-timezone", NEW_YORK.key)
    calendar.add_component(_describe_new_york())
    for event in events:
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()


def _describe_new_york() -> Timezone:
    """Return New York's time zone as two yearly rules, the law since 2007.

    icalendar would list every change from 1970 to 2037 instead, and some calendars read only rules.
    """
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    summer.add("dtstart", datetime(2007, 3, 11, 2))  # noqa: DTZ001  # local time, as the format wants it here
    summer.add("rrule", {"freq": "yearly", "bymonth": 3, "byday": "2SU"})
    winter.add("dtstart", datetime(2007, 11, 4, 2))  # noqa: DTZ001  # likewise
    winter.add("rrule", {"freq": "yearly", "bymonth": 11, "byday": "1SU"})
    hours = {"EST": timedelta(hours=-5), "EDT": timedelta(hours=-4)}
    for part, name, before in ((summer, "EDT", "EST"), (winter, "EST", "EDT")):
        part.add("tzname", name)
        part.add("tzoffsetfrom", hours[before])
        part.add("tzoffsetto", hours[name])
    zone = Timezone()
    zone.add("tzid", NEW_YORK.key)
    zone.add_component(summer)
    zone.add_component(winter)
    return zone
