"""Who has which time of a photo day, and what happened to each person on the day.

Every change of a time first locks the row of the day, so that changes happen one at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet

from studio.inquiries.search import fold_email
from studio.links import hash_link
from studio.models import Attendance, Note, PhotoDay, SignUp
from studio.models.photo_day import MAX_FILES_LENGTH, is_taken
from studio.photo_day.mails import post_hold, post_removed, post_time
from studio.photo_day.plan import list_times

HELD_FOR = timedelta(minutes=30)
FORGOTTEN_AFTER = timedelta(days=1)
"""How long a hold that nobody confirmed is kept. Until somebody else takes the time, it can still be confirmed."""


class TakenError(ValueError):
    """Somebody else has this time, it has passed, or the plan no longer has it."""


class ClosedError(ValueError):
    """Sign-up is closed, or the time is over."""


class TooManyMailsError(ValueError):
    """Signing up has caused as many emails as this day may cause."""


class PhotographedError(ValueError):
    """This address has been photographed on this day."""


@dataclass(frozen=True)
class Slot:
    """A time, and who has it."""

    starts_at: datetime
    sign_up: SignUp | None
    is_over: bool

    @property
    def is_free(self) -> bool:
        return self.sign_up is None and not self.is_over


@dataclass(frozen=True)
class Person:
    """Somebody whom staff enter; `email` may be empty."""

    name: str
    email: str = ""


def list_slots(photo_day: PhotoDay, now: datetime) -> list[Slot]:
    """Return all times in order. A time whose hold is over is free."""
    taken = {one.starts_at: one for one in photo_day.sign_ups.filter(is_taken(now)).select_related("saved_by")}
    return [Slot(at, taken.get(at), at <= now) for at in list_times(photo_day)]


def lock_day(photo_day: PhotoDay) -> PhotoDay:
    """Return the day as it is now, locked until the transaction ends. SQLite locks the whole database anyway."""
    days = PhotoDay.objects.select_for_update(of=("self",)).select_related("inquiry")
    return days.get(pk=photo_day.pk)


@transaction.atomic
def hold_time(photo_day: PhotoDay, starts_at: datetime, *, name: str, email: str, now: datetime) -> SignUp:
    """Hold a time for half an hour, and email a link that confirms it. The same person holds one time only.

    Raises:
        ClosedError: sign-up is closed.
        TakenError: this time is not free.
        TooManyMailsError: no more emails may be sent for this day.
    """
    day = lock_day(photo_day)
    if not day.takes_sign_ups(now):
        raise ClosedError
    own_holds = day.sign_ups.filter(email_key=fold_email(email), confirmed_at=None)
    if same := own_holds.filter(starts_at=starts_at, held_until__gt=now).first():  # the button was pressed twice
        return same
    _make_room(day, starts_at, now)
    counted = PhotoDay.objects.filter(pk=day.pk, mail_count__lt=day.most_mails).update(mail_count=F("mail_count") + 1)
    if not counted:
        raise TooManyMailsError
    own_holds.delete()
    sign_up = _build(day, starts_at, Person(name, email))
    sign_up.held_until = now + HELD_FOR
    sign_up.save(force_insert=True)
    post_hold(sign_up)
    return sign_up


@transaction.atomic
def confirm_time(sign_up: SignUp, *, now: datetime) -> None:
    """Confirm a held time. An earlier time of the same address is given back. Confirming twice does nothing.

    Raises:
        TakenError: somebody else took it after the hold was over.
        ClosedError: the time has passed, or the day is called off.
        PhotographedError: this address was photographed at another time of the day.
    """
    day, own = _lock_own(sign_up)
    if own.is_confirmed:
        return
    if own.starts_at <= now or not day.takes_place:
        raise ClosedError
    earlier = day.sign_ups.filter(email_key=own.email_key, confirmed_at__isnull=False)
    if earlier.exclude(attendance=Attendance.EXPECTED).exists():
        raise PhotographedError
    Note.objects.filter(sign_up__in=earlier).update(sign_up=own)  # what they wrote is kept as long as they have a time
    earlier.delete()
    day.sign_ups.filter(pk=own.pk).update(confirmed_at=now, held_until=None)


@transaction.atomic
def change_time(sign_up: SignUp, starts_at: datetime, *, now: datetime) -> None:
    """Give somebody with a confirmed time another one.

    Raises:
        ClosedError: sign-up is closed, or the old time has passed.
        TakenError: the new time is not free; the old one is kept.
    """
    day, own = _lock_own(sign_up)
    if own.starts_at == starts_at:
        return
    if not own.is_confirmed or own.starts_at <= now or not day.takes_sign_ups(now):
        raise ClosedError
    _make_room(day, starts_at, now)
    day.sign_ups.filter(pk=own.pk).update(
        starts_at=starts_at, reminded_at=None, calendar_sequence=F("calendar_sequence") + 1
    )


@transaction.atomic
def give_back(sign_up: SignUp, *, now: datetime) -> None:
    """Cancel: delete the name, the address and the emails.

    Raises:
        ClosedError: the time has passed, so that the studio decides.
    """
    _, own = _lock_own(sign_up)
    if own.starts_at <= now:
        raise ClosedError
    own.delete()


@transaction.atomic
def add_people(
    photo_day: PhotoDay, people: Sequence[Person], *, now: datetime, with_mails: bool = False
) -> list[SignUp]:
    """Give these people the first free times, in their order; with `with_mails`, email them.

    Raises:
        TakenError: there are not enough free times. Nobody was added.
    """
    day = lock_day(photo_day)
    free = [slot.starts_at for slot in list_slots(day, now) if slot.is_free]
    if len(people) > len(free):
        raise TakenError
    chosen = free[: len(people)]
    day.sign_ups.filter(starts_at__in=chosen, held_until__lte=now).delete()
    added = []
    for person, at in zip(people, chosen, strict=True):
        sign_up = _build(day, at, person)
        sign_up.confirmed_at = now
        sign_up.save(force_insert=True)
        added.append(sign_up)
        if with_mails:
            post_time(sign_up)
    return added


@transaction.atomic
def remove_person(sign_up: SignUp, *, with_mails: bool) -> None:
    """Delete what is stored of somebody, and free the time."""
    _, own = _lock_own(sign_up)
    if with_mails:
        post_removed(own)
    own.delete()


def delete_old_holds(now: datetime) -> int:
    """Delete the names and addresses that nobody confirmed; return how many."""
    old = SignUp.objects.filter(confirmed_at=None, held_until__lte=now - FORGOTTEN_AFTER)
    count = old.count()
    old.delete()
    return count


def _lock_own(sign_up: SignUp) -> tuple[PhotoDay, SignUp]:
    day = lock_day(sign_up.photo_day)
    own = day.sign_ups.filter(pk=sign_up.pk).first()
    if own is None:
        raise TakenError
    own.photo_day = day
    return day, own


def _make_room(day: PhotoDay, starts_at: datetime, now: datetime) -> None:
    """Delete a hold that is over.

    Raises:
        TakenError: the time is taken, has passed, or is not in the plan.
    """
    if starts_at <= now or starts_at not in list_times(day):
        raise TakenError
    day.sign_ups.filter(starts_at=starts_at, held_until__lte=now).delete()
    if day.sign_ups.filter(starts_at=starts_at).exists():
        raise TakenError


def _build(day: PhotoDay, starts_at: datetime, person: Person) -> SignUp:
    key = uuid4()
    return SignUp(
        photo_day=day,
        starts_at=starts_at,
        name=person.name,
        email=person.email,
        email_key=fold_email(person.email),
        link_key=key,
        token_hash=hash_link(key),
    )


class StaleError(ValueError):
    """Somebody else has saved something else since the page was opened. The message says who, and what."""


def record_attendance(
    sign_up: SignUp, attendance: Attendance, files: str, *, seen: int, by: User, now: datetime
) -> None:
    """Save what happened, and the numbers of the files. Saving the same twice changes nothing.

    Raises:
        StaleError: the sign-up no longer has the version that was `seen`, and has other content.
    """
    files = files[:MAX_FILES_LENGTH]
    same = SignUp.objects.filter(pk=sign_up.pk, version=seen)
    if same.update(attendance=attendance, files=files, version=F("version") + 1, saved_by=by, saved_at=now):
        return
    sign_up.refresh_from_db()
    if (sign_up.attendance, sign_up.files) != (attendance, files):
        who = sign_up.saved_by or "Somebody"
        kept = f"{sign_up.get_attendance_display().lower()}{f', files {sign_up.files}' if sign_up.files else ''}"
        raise StaleError(
            f"{who} has saved {sign_up.name} as {kept} while you had this page open. Yours was not saved; look again."
        )


def find_missing(photo_day: PhotoDay) -> QuerySet[SignUp]:
    """Return the people who have a confirmed time and no good picture yet."""
    return photo_day.sign_ups.filter(confirmed_at__isnull=False).exclude(attendance=Attendance.DONE)
