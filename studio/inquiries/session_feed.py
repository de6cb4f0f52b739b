"""The calendar that staff subscribe to: all sessions and photo days, with reference and first name."""

from datetime import datetime, timedelta

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from icalendar import vDuration

from decision.core.turnaround import NEW_YORK
from studio.mail.calendar import PLACE, CalendarEvent, make_event, write_calendar
from studio.models import Inquiry, Note, PhotoDay, Status, StatusChange
from studio.models.photo_day import TAKES_PLACE
from studio.photo_day.calendar import describe_day

# Canceled sessions are left out, so that a subscribed calendar drops them.
SHOWN = (Status.BOOKED, Status.PHOTOGRAPHED, Status.DONE, Status.NO_SHOW)
PAST = timedelta(days=30)
"""How long a session stays in the feed."""

NAME = "Gorn Photo sessions"
PAUSE = vDuration(timedelta(hours=1), params={"VALUE": "DURATION"})
"""How often calendar programs are asked to look."""
# The standard's names (RFC 7986), and those that Outlook, Apple and Google read; see decision 105.
SUBSCRIPTION = {
    "name": NAME,
    "x-wr-calname": NAME,
    "refresh-interval": PAUSE,
    "x-published-ttl": vDuration(timedelta(hours=1)),
    "x-wr-timezone": NEW_YORK.key,
}


def write_session_feed(now: datetime) -> str:
    """Return the calendar, the same text as long as nothing in it changes."""
    sessions = Inquiry.objects.filter(status__in=SHOWN, session_at__gte=now - PAST).order_by("session_at", "pk")
    days = PhotoDay.objects.filter(
        called_off_at=None, inquiry__status__in=TAKES_PLACE, inquiry__erase_at=None, starts_at__gte=now - PAST
    )
    found = [
        *((_describe_session(row, row.session_at), row.changed_at) for row in _add_changed_at(sessions, "")),
        *((describe_day(row), row.changed_at) for row in _add_changed_at(days.select_related("inquiry"), "inquiry__")),
    ]
    return write_calendar((make_event(about, stamp=at) for about, at in found), subscription=SUBSCRIPTION)


def _add_changed_at(rows: QuerySet, inquiry: str) -> QuerySet:
    """Give each row the time of the latest change or note of its inquiry: what moves a session leaves a note."""
    latest = [
        Subquery(model.objects.filter(inquiry=OuterRef(f"{inquiry}pk")).order_by("-at").values("at")[:1])
        for model in (StatusChange, Note)
    ]
    received = F(f"{inquiry}created_at")
    changed: QuerySet = rows.annotate(changed_at=Greatest(received, *(Coalesce(at, received) for at in latest)))
    return changed


def _describe_session(inquiry: Inquiry, starts_at: datetime) -> CalendarEvent:
    """Return the event of a session. Other companies store it, so it names nobody in full."""
    first = inquiry.current_name.split()[0]
    is_name = not any(letter == "@" or letter.isdigit() for letter in first)
    return CalendarEvent(
        uid=inquiry.reference,
        sequence=inquiry.calendar_sequence,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=inquiry.session_minutes or 60),
        summary=f"Headshot session: {f'{first} ' if is_name else ''}({inquiry.reference})",
        place=PLACE,
    )
