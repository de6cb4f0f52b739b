"""Plan a photo day, change its plan without losing anybody, open and close the sign-up, and call the day off."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studio.inquiries.notes import add_note
from studio.links import hash_link
from studio.models import Inquiry, PhotoDay, SignUp
from studio.models.photo_day import is_taken
from studio.photo_day.mails import post_called_off, post_time
from studio.photo_day.plan import Plan, find_end, plan_times
from studio.photo_day.sign_ups import lock_day
from studio.times import write_clock, write_day, write_time


class NoRoomError(ValueError):
    """The plan has fewer times than people who have one."""


class NeedsConsentError(ValueError):
    """People would get another time, which staff have not confirmed. `moves` says who."""

    def __init__(self, moves: "Sequence[Move]") -> None:
        super().__init__()
        self.moves = moves


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a plan has besides its times."""

    title: str = ""
    venue: str
    address: str = ""


@dataclass(frozen=True)
class Move:
    """Somebody who gets another time."""

    sign_up: SignUp
    to: datetime

    def __str__(self) -> str:
        before, after = self.sign_up.starts_at, self.to
        is_same_day = timezone.localdate(after) == timezone.localdate(before)
        day = "" if is_same_day else f" on {write_day(after, has_weekday=True, has_year=False)}"
        return f"{self.sign_up.name}: {write_clock(before)} → {write_clock(after)}{day}"


@transaction.atomic
def plan_photo_day(inquiry: Inquiry, plan: Plan, details: Details, *, by: User | None, now: datetime) -> PhotoDay:
    """Plan a photo day for an inquiry.

    Raises:
        ValidationError: the day can't be like this; keyed by the field to change.
    """
    times, key = plan_times(plan, now=now), uuid4()
    day = PhotoDay(
        inquiry=inquiry, link_key=key, token_hash=hash_link(key), **asdict(details), **_list_columns(plan, times)
    )
    day.full_clean(validate_unique=False, validate_constraints=False, exclude=["inquiry", "address"])
    day.save(force_insert=True)
    add_note(inquiry, f"Photo day planned. {describe(day)}", by=by)
    return day


@transaction.atomic
def change_plan(photo_day: PhotoDay, plan: Plan, details: Details, *, by: User, now: datetime, may_move: bool) -> int:
    """Change the plan; people whose time is no longer in it get the nearest one, and an email. Return how many.

    Raises:
        ValidationError: the day can't be like this; keyed by the field to change.
        NoRoomError: there are more people than times.
        NeedsConsentError: people would get another time, and `may_move` is false.
    """
    times = plan_times(plan, now=now)
    day = lock_day(photo_day)
    moves = find_moves(list(day.sign_ups.filter(is_taken(now))), times)
    if moves and not may_move:
        raise NeedsConsentError(moves)
    columns = asdict(details) | _list_columns(plan, times)
    day.sign_ups.filter(held_until__lte=now).delete()
    PhotoDay.objects.filter(pk=day.pk).update(**columns, calendar_sequence=F("calendar_sequence") + 1)
    photo_day.refresh_from_db()
    _move(photo_day, moves)
    moved = f" {len(moves)} {'person has' if len(moves) == 1 else 'people have'} another time." if moves else ""
    add_note(photo_day.inquiry, f"Photo day changed. {describe(photo_day)}{moved}", by=by)
    return len(moves)


def find_moves(sign_ups: Sequence[SignUp], times: Sequence[datetime]) -> list[Move]:
    """Return who gets which other time: the nearest free one, by the time of day if the date changes.

    Raises:
        NoRoomError: there are more people than times.
    """
    if len(sign_ups) > len(times):
        raise NoRoomError
    free = {_count_minutes(at): at for at in times}
    chosen = {one.pk: at for one in sign_ups if (at := free.pop(_count_minutes(one.starts_at), None))}
    for one in sign_ups:
        if one.pk not in chosen:
            wanted = _count_minutes(one.starts_at)
            chosen[one.pk] = free.pop(min(free, key=lambda minutes: abs(minutes - wanted)))
    return [Move(one, chosen[one.pk]) for one in sign_ups if chosen[one.pk] != one.starts_at]


def set_open(photo_day: PhotoDay, *, is_open: bool, by: User) -> bool:
    """Open or close the sign-up; return whether that changed anything."""
    changed = PhotoDay.objects.filter(pk=photo_day.pk, is_open=not is_open).update(is_open=is_open)
    if changed:
        photo_day.is_open = is_open
        add_note(photo_day.inquiry, f"Sign-up for the photo day {'opened' if is_open else 'closed'}.", by=by)
    return bool(changed)


@transaction.atomic
def call_off(photo_day: PhotoDay, *, by: User, now: datetime) -> bool:
    """Call the whole day off, and email everybody who has a time; return whether that changed anything."""
    day = lock_day(photo_day)
    if day.called_off_at:
        return False
    PhotoDay.objects.filter(pk=day.pk).update(called_off_at=now, calendar_sequence=F("calendar_sequence") + 1)
    photo_day.refresh_from_db()
    told = [post_called_off(one) for one in day.sign_ups.filter(is_taken(now), starts_at__gt=now)]
    count = sum(mail is not None for mail in told)
    add_note(day.inquiry, f"Photo day on {day} called off. Emailed: {count} of {len(told)}.", by=by)
    return True


def plan_follow_up(photo_day: PhotoDay, on: date | None, *, is_settled: bool, now: datetime, by: User) -> None:
    """Record until when to follow up with those who were missing, or that nothing is left to do."""
    photo_day.follow_up_on, photo_day.followed_up_at = on, now if is_settled else None
    photo_day.save(update_fields=["follow_up_on", "followed_up_at"])
    said = "settled" if is_settled else f"by {write_day(on, has_weekday=True, has_year=False)}" if on else "no date"
    add_note(photo_day.inquiry, f"Follow-up of the photo day: {said}.", by=by)


def describe(photo_day: PhotoDay) -> str:
    """Return place, times and number of slots in a sentence."""
    until = write_clock(photo_day.ends_at)
    place = photo_day.get_venue_display()
    return f"{place}, {write_time(photo_day.starts_at)}, until {until}: {photo_day.slots} times."


def _list_columns(plan: Plan, times: Sequence[datetime]) -> dict[str, object]:
    return {
        "starts_at": times[0],
        "ends_at": find_end(plan, times),
        "slots": plan.slots,
        "minutes_each": plan.minutes_each,
        "gap": plan.gap,
        "breaks": [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in plan.breaks],
        "end_buffer": plan.end_buffer,
    }


def _move(photo_day: PhotoDay, moves: Sequence[Move]) -> None:
    """Give these people their new times. None is another person's old time: that person would have kept it."""
    for move in moves:
        before, one = move.sign_up.starts_at, move.sign_up
        photo_day.sign_ups.filter(pk=one.pk).update(
            starts_at=move.to, reminded_at=None, calendar_sequence=F("calendar_sequence") + 1
        )
        one.starts_at, one.photo_day = move.to, photo_day
        if one.is_confirmed:
            post_time(one, moved_from=before)


def _count_minutes(at: datetime) -> float:
    """Return the minutes since midnight in New York, half a minute more in the second of two repeated hours."""
    local = timezone.localtime(at)
    return local.hour * 60 + local.minute + local.fold / 2
