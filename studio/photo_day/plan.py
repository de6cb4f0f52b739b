"""The times of a photo day, computed from its plan in New York time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from studio.inquiries.sessions import find_session_start
from studio.models import PhotoDay
from studio.times import write_clock

Break = tuple[time, time]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How the day is divided."""

    day: date
    time: time
    slots: int
    minutes_each: int
    gap: int = 0
    breaks: Sequence[Break] = ()
    """From and to, in New York time, the first break first."""
    end_buffer: int = 0


def read_plan(photo_day: PhotoDay) -> Plan:
    local = timezone.localtime(photo_day.starts_at)
    return Plan(
        day=local.date(),
        time=local.time(),
        slots=photo_day.slots,
        minutes_each=photo_day.minutes_each,
        gap=photo_day.gap,
        breaks=photo_day.break_times,
        end_buffer=photo_day.end_buffer,
    )


def list_times(photo_day: PhotoDay) -> list[datetime]:
    """Return when each person's time starts."""
    return list(_divide(read_plan(photo_day), photo_day.starts_at))


def plan_times(plan: Plan, *, now: datetime) -> list[datetime]:
    """Return when each person's time starts.

    Raises:
        ValidationError: the day can't be like this; keyed by the field to change.
    """
    starts_at = find_session_start(plan.day, plan.time, now=now)
    _check_breaks(plan)
    times = list(_divide(plan, starts_at))
    _check_end(plan, times)
    return times


def find_end(plan: Plan, times: Sequence[datetime]) -> datetime:
    """Return the end of the day, with its buffer."""
    return times[-1] + timedelta(minutes=plan.minutes_each + plan.end_buffer)


def find_moment(day: date, at: time) -> datetime:
    """Return the moment of a New York time. A time that the clocks skip becomes one an hour later."""
    return timezone.make_aware(datetime.combine(day, at)).astimezone(UTC)


def _divide(plan: Plan, starts_at: datetime) -> Iterator[datetime]:
    """Yield each start. A time that would reach into a break begins after it."""
    length, gap = timedelta(minutes=plan.minutes_each), timedelta(minutes=plan.gap)
    breaks = [(find_moment(plan.day, start), find_moment(plan.day, end)) for start, end in plan.breaks]
    at = starts_at
    for _ in range(plan.slots):
        for break_start, break_end in breaks:
            if at < break_end and at + length > break_start:
                at = break_end
        yield at
        at += length + gap


def _check_breaks(plan: Plan) -> None:
    for start, end in plan.breaks:
        said = f"The break from {write_clock(start)} to {write_clock(end)}"
        if end <= start:
            raise ValidationError({"breaks": f"{said} ends before it begins."})
        if start < plan.time:
            raise ValidationError({"breaks": f"{said} begins before the day does."})
    for (_, end), (start, _) in zip(plan.breaks, plan.breaks[1:], strict=False):
        if start < end:
            raise ValidationError(
                {"breaks": f"Two breaks overlap: one ends at {write_clock(end)}, the next begins at"
                 f" {write_clock(start)}."}
            )  # fmt: skip


def _check_end(plan: Plan, times: Sequence[datetime]) -> None:
    """Refuse a day that ends after midnight, and a break after the last time."""
    midnight = find_moment(plan.day + timedelta(days=1), time())
    if find_end(plan, times) > midnight:
        fits = sum(at + timedelta(minutes=plan.minutes_each + plan.end_buffer) <= midnight for at in times)
        raise ValidationError(
            {"slots": f"The day would end after midnight: {fits} of {plan.slots} people fit. Start earlier, shorten the"
             " times, or plan a second day."}
        )  # fmt: skip
    last = timezone.localtime(times[-1] + timedelta(minutes=plan.minutes_each)).time()
    for start, _ in plan.breaks:
        if find_moment(plan.day, start) >= times[-1] + timedelta(minutes=plan.minutes_each):
            raise ValidationError(
                {"breaks": f"The last person is done at {write_clock(last)}, before the break at {write_clock(start)}."}
            )
