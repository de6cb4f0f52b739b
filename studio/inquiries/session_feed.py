"""The calendar that staff subscribe to: all sessions, with reference and first name."""

from datetime import datetime, timedelta
from typing import cast

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from icalendar import Event, vDuration

from studio.mail.calendar import NEW_YORK, PLACE, CalendarEvent, make_event, write_calendar
from studio.models import Inquiry, Note, Status, StatusChange

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
    """Return the calendar, the same text as long as no session changes."""
    return write_calendar(map(_make_session, _list_sessions(now)), subscription=SUBSCRIPTION)


def _list_sessions(now: datetime) -> QuerySet[Inquiry]:
    """Return the inquiries with a session; each has `changed_at`, the time of its latest change or note."""
    latest = [
        Subquery(model.objects.filter(inquiry=OuterRef("pk")).order_by("-at").values("at")[:1])
        for model in (StatusChange, Note)  # a session that is moved leaves a note
    ]
    sessions = Inquiry.objects.filter(status__in=SHOWN, session_at__gte=now - PAST)
    changed_at = Greatest("created_at", *(Coalesce(at, "created_at") for at in latest))
    return sessions.annotate(changed_at=changed_at).order_by("session_at", "pk")


def _make_session(inquiry: Inquiry) -> Event:
    """Return the event of a session. Other companies store it, so it names nobody in full."""
    first = inquiry.current_name.split()[0]
    is_name = not any(letter == "@" or letter.isdigit() for letter in first)
    starts_at = cast(datetime, inquiry.session_at)
    return make_event(
        CalendarEvent(
            uid=inquiry.reference,
            sequence=inquiry.calendar_sequence,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=inquiry.session_minutes or 60),
            summary=f"Headshot session: {f'{first} ' if is_name else ''}({inquiry.reference})",
            place=PLACE,
        ),
        stamp=inquiry.changed_at,  # type: ignore[attr-defined]  # annotated
    )
