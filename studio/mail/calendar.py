"""Calendar files in New York time, which add a session or a photo day to a calendar, and remove it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

from decision.core.turnaround import NEW_YORK
from studio.models import Inquiry, PhotoDay, SignUp, Venue

ADDRESS = "45 W 34th Street, New York"
PLACE = f"Gorn Photo, {ADDRESS}"
NO_SUBSCRIPTION: Mapping[str, object] = {}


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """What a calendar shows. A file with the same `uid` and a higher `sequence` replaces the previous one."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str


def write_session_calendar(inquiry: Inquiry, *, is_canceled: bool = False, now: datetime | None = None) -> str:
    """Return the iCalendar text of the inquiry's session: one event, which a later file for it replaces or cancels.

    Raises:
        ValueError: no session is booked.
    """
    if inquiry.session_at is None:
        raise ValueError(f"{inquiry} has no session.")
    return write_event_calendar(
        CalendarEvent(
            uid=inquiry.reference,
            sequence=inquiry.calendar_sequence,
            starts_at=inquiry.session_at,
            ends_at=inquiry.session_at + timedelta(minutes=inquiry.session_minutes or 60),
            summary=f"Headshot session at Gorn Photo ({inquiry.reference})",
            place=PLACE,
        ),
        is_canceled=is_canceled,
        now=now,
    )


def write_event_calendar(about: CalendarEvent, *, is_canceled: bool = False, now: datetime | None = None) -> str:
    """Return the iCalendar text of one event."""
    event = make_event(about, stamp=now or timezone.now(), is_canceled=is_canceled)
    return write_calendar([event], method="CANCEL" if is_canceled else "PUBLISH")


def make_event(about: CalendarEvent, *, stamp: datetime, is_canceled: bool = False) -> Event:
    event = Event()
    event.add("uid", f"{about.uid}@gorn-photo")
    event.add("dtstamp", stamp)
    event.add("sequence", about.sequence)
    event.add("dtstart", about.starts_at.astimezone(NEW_YORK))
    event.add("dtend", about.ends_at.astimezone(NEW_YORK))
    event.add("summary", about.summary)
    event.add("location", about.place)
    event.add("organizer", _name_organizer())
    event.add("status", "CANCELLED" if is_canceled else "CONFIRMED")
    return event


def write_calendar(
    events: Iterable[Event], *, method: str = "PUBLISH", subscription: Mapping[str, object] = NO_SUBSCRIPTION
) -> str:
    """Return the iCalendar text of these events; `subscription` has what a program that subscribes also reads."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Gorn Photo//Headshot Advisor//{settings.LANGUAGE_CODE.upper()}")
    calendar.add("method", method)
    for name, value in subscription.items():
        calendar.add(name, value)
    calendar.add_component(_describe_new_york())
    for event in events:
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()


def read_method(text: str) -> str:
    """Return the method of a calendar file, PUBLISH or CANCEL; mail programs expect it in the content type."""
    return str(Calendar.from_ical(text)["method"])


def _name_organizer() -> vCalAddress:
    """Return the studio as organizer. Calendars ignore a cancelation without one."""
    organizer = vCalAddress(f"mailto:{settings.STUDIO_EMAIL}")
    organizer.params["CN"] = "Gorn Photo"
    return organizer


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


def name_place(photo_day: PhotoDay) -> str:
    """Return where people are to go."""
    return PLACE if photo_day.venue == Venue.STUDIO else photo_day.address


def write_day_calendar(photo_day: PhotoDay) -> str:
    """Return the file for the contact; once the day is called off, the file that removes it."""
    return write_event_calendar(describe_day(photo_day), is_canceled=not photo_day.takes_place)


def describe_day(photo_day: PhotoDay) -> CalendarEvent:
    """Return the event of the whole day."""
    return CalendarEvent(
        uid=f"photo-day-{photo_day.link_key}",
        sequence=photo_day.calendar_sequence,
        starts_at=photo_day.starts_at,
        ends_at=photo_day.ends_at,
        summary=f"Photo day with Gorn Photo ({photo_day.inquiry.reference})",
        place=name_place(photo_day),
    )


def write_time_calendar(sign_up: SignUp) -> str:
    """Return the file for one person."""
    day = sign_up.photo_day
    event = CalendarEvent(
        uid=f"photo-{sign_up.link_key}",
        sequence=sign_up.calendar_sequence + day.calendar_sequence,
        starts_at=sign_up.starts_at,
        ends_at=sign_up.ends_at,
        summary="Your photo with Gorn Photo",
        place=name_place(day),
    )
    return write_event_calendar(event, is_canceled=not day.takes_place)
