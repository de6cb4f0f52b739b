"""The page with the sessions of today, of the next fourteen days, and of a month."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import cast

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.utils import timezone

from studio.models import Inquiry, Status

DAYS_AHEAD = 14
TAKES_TIME = (Status.BOOKED, Status.PHOTOGRAPHED, Status.DONE, Status.NO_SHOW)
"""Statuses whose session is or was in the studio's calendar."""
SUNDAY_FIRST = calendar.Calendar(calendar.SUNDAY)


@dataclass(frozen=True)
class Day:
    """A day in New York with its sessions, the first one first."""

    day: date
    sessions: list[Inquiry]


@dataclass(frozen=True)
class Schedule:
    """What the page shows."""

    today: Day
    ahead: list[Day]
    """The days of the next fourteen that have sessions."""
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
    """Return what the page shows. Two queries, however many sessions there are."""
    today = timezone.localdate(now)
    near = group_by_day(find_sessions(today, today + timedelta(days=DAYS_AHEAD + 1)))
    # One day more than the longest month has; the calendar leaves it out.
    of_month = group_by_day(find_sessions(month, (month + timedelta(days=31)).replace(day=1)))
    return Schedule(
        today=Day(today, near.pop(today, [])),
        ahead=[Day(day, sessions) for day, sessions in near.items()],
        month=month,
        weeks=[
            [Day(day, of_month.get(day, [])) for day in week]
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


def group_by_day(sessions: Iterable[Inquiry]) -> dict[date, list[Inquiry]]:
    """Return the sessions of each day that has any, with their clashes."""
    return {day: mark_clashes(those) for day, those in groupby(sessions, key=_find_day)}


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


def _find_day(inquiry: Inquiry) -> date:
    return timezone.localdate(inquiry.session_at)
