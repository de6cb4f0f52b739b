"""The page with the sessions of today, of the next fourteen days, and of a month."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.utils import timezone

from studio.inquiries.sessions import find_busy_days
from studio.models import Inquiry, PhotoDay, Status

DAYS_AHEAD = 14
TAKES_TIME = (Status.BOOKED, Status.PHOTOGRAPHED, Status.DONE, Status.NO_SHOW)
"""Statuses whose session is or was in the studio's calendar."""
SUNDAY_FIRST = calendar.Calendar(calendar.SUNDAY)


@dataclass(frozen=True)
class Day:
    """A day in New York with its sessions and photo days, the first one first."""

    day: date
    sessions: list[Inquiry]
    photo_days: list[PhotoDay] = field(default_factory=list)


@dataclass(frozen=True)
class Schedule:
    """What the page shows."""

    today: Day
    ahead: list[Day]
    """The days of the next fourteen that have sessions or photo days."""
    month: date
    """Its first day."""
    weeks: list[list[Day]]
    """The month from Sunday to Saturday; days of other months have no sessions here."""

    @property
    def month_before(self) -> date:
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def month_after(self) -> date:
        return (self.month + timedelta(days=31)).replace(day=1)


def build_schedule(now: datetime, month: date) -> Schedule:
    """Return what the page shows. Four queries, however many sessions there are."""
    today = timezone.localdate(now)
    near = list_days(today, today + timedelta(days=DAYS_AHEAD + 1))
    # One day more than the longest month has; the calendar leaves it out.
    of_month = list_days(month, (month + timedelta(days=31)).replace(day=1))
    return Schedule(
        today=near.pop(today, Day(today, [])),
        ahead=list(near.values()),
        month=month,
        weeks=[
            [of_month.get(day, Day(day, [])) for day in week]
            for week in SUNDAY_FIRST.monthdatescalendar(month.year, month.month)
        ],
    )


def read_month(text: str, now: datetime) -> date:
    """Return the first day of a month such as 2026-12; of this month for "".

    Raises:
        BadRequest: there is no such month.
    """
    try:
        month = datetime.strptime(text, "%Y-%m").date() if text else timezone.localdate(now)  # noqa: DTZ007  # a month
    except ValueError as error:
        raise BadRequest("Choose a month as year-month, such as 2026-12.") from error
    if not 2000 <= month.year <= 2200:  # noqa: PLR2004  # far from the ends of the calendar
        raise BadRequest("There are no sessions in that year.")
    return month.replace(day=1)


def find_sessions(start: date, end: date) -> QuerySet[Inquiry]:
    """Return the sessions from the first day to before the last, in New York."""
    first, last = (timezone.make_aware(datetime.combine(day, time())) for day in (start, end))
    found = Inquiry.objects.filter(status__in=TAKES_TIME, session_at__gte=first, session_at__lt=last)
    shown = found.filter(erase_at=None, merged_into=None).defer("advice", "message", "consent_wording")
    return shown.order_by("session_at", "pk")


def find_photo_days(start: date, end: date) -> QuerySet[PhotoDay]:
    """Return the photo days from the first day to before the last, in New York."""
    first, last = (timezone.make_aware(datetime.combine(day, time())) for day in (start, end))
    return find_busy_days(first, last)


def mark_clashes(sessions: Iterable[Inquiry]) -> list[Inquiry]:
    """Return the sessions, which come in order, with `clashes_with` set on each booked one that overlaps another."""
    listed = list(sessions)
    longest: Inquiry | None = None
    busy_until = datetime.min.replace(tzinfo=UTC)
    for inquiry in listed:
        if inquiry.status != Status.BOOKED:
            continue
        starts_at, ends_at = cast(datetime, inquiry.session_at), cast(datetime, inquiry.session_ends_at)
        if longest and starts_at < busy_until:
            inquiry.clashes_with = longest
            longest.clashes_with = longest.clashes_with or inquiry
        if ends_at > busy_until:
            longest, busy_until = inquiry, ends_at
    return listed


def list_days(start: date, end: date) -> dict[date, Day]:
    """Return the days from the first to before the last that have a session or a photo day, in order."""
    days: dict[date, Day] = {}
    for inquiry in mark_clashes(find_sessions(start, end)):
        day = timezone.localdate(inquiry.session_at)
        days.setdefault(day, Day(day, [])).sessions.append(inquiry)
    for photo_day in find_photo_days(start, end):
        days.setdefault(photo_day.day, Day(photo_day.day, [])).photo_days.append(photo_day)
    return dict(sorted(days.items()))
