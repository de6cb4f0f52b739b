"""Add and subtract business time: the hours of a New York business day in which the studio reads its email."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from decision.core.turnaround import is_business_day

A_DAY = timedelta(days=1)


def add_business_time(start: datetime, span: timedelta) -> datetime:
    """Return when `span` of business time has passed since `start`."""
    for opens, closes in _list_business_days(timezone.localdate(start), A_DAY):
        begins = max(start, opens)
        if begins + span <= closes:
            return begins + span
        span -= max(closes - begins, timedelta())
    raise AssertionError("there is always a next business day")


def subtract_business_time(end: datetime, span: timedelta) -> datetime:
    """Return since when `span` of business time has passed at `end`."""
    for opens, closes in _list_business_days(timezone.localdate(end), -A_DAY):
        ends = min(end, closes)
        if ends - span >= opens:
            return ends - span
        span -= max(ends - opens, timedelta())
    raise AssertionError("there is always a previous business day")


def find_closing(day: date) -> datetime:
    """Return when the studio stops reading its email on a day."""
    return _find_moment(day, settings.DESK_CLOSES)


def _list_business_days(day: date, step: timedelta) -> Iterator[tuple[datetime, datetime]]:
    """Yield when business begins and ends, for each business day from `day` on."""
    while True:
        if is_business_day(day):
            yield _find_moment(day, settings.DESK_OPENS), find_closing(day)
        day += step


def _find_moment(day: date, at: time) -> datetime:
    # In UTC, because sums in New York's time would forget the hours that the clocks skip.
    return timezone.make_aware(datetime.combine(day, at)).astimezone(UTC)
