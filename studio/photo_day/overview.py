"""How a photo day is going: how many times are taken, and which days need the studio."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q
from django.utils import timezone

from studio.links import find_sign_up_page
from studio.mail.calendar import name_place
from studio.models import TAKES_PLACE, Attendance, Inquiry, PhotoDay
from studio.models.photo_day import is_taken
from studio.times import write_day

SHOWN_AHEAD = timedelta(days=7)
MOST = 12


@dataclass(frozen=True)
class ContactView:
    """A photo day as the contact sees it on their own page."""

    photo_day: PhotoDay
    place: str
    sign_up_page: str
    taken: int
    is_open: bool


@dataclass(frozen=True)
class HomeRow:
    """A photo day on the home page of the staff site: what there is to do, and whether that is late."""

    photo_day: PhotoDay
    what: str
    is_late: bool


def count_taken(photo_day: PhotoDay, now: datetime) -> int:
    """Return how many times are confirmed or held."""
    return photo_day.sign_ups.filter(is_taken(now)).count()


def describe_for_contact(inquiry: Inquiry) -> list[ContactView]:
    """Return the photo days of an inquiry that are planned."""
    now = timezone.now()
    days = inquiry.photo_days.filter(called_off_at=None).select_related("inquiry")
    return [
        ContactView(day, name_place(day), find_sign_up_page(day), count_taken(day, now), day.takes_sign_ups(now))
        for day in days
        if day.takes_place
    ]


def list_for_home(now: datetime) -> list[HomeRow]:
    """Return the photo days of the coming week, those whose inquiry was closed although people have a time, and those
    after which somebody is missing. One query."""
    people = Q(sign_ups__confirmed_at__isnull=False)
    counted = PhotoDay.objects.filter(called_off_at=None).annotate(
        people=Count("sign_ups", filter=people),
        missing=Count("sign_ups", filter=people & ~Q(sign_ups__attendance=Attendance.DONE)),
    )
    takes_place = Q(inquiry__status__in=TAKES_PLACE, inquiry__erase_at=None)
    coming = takes_place & Q(ends_at__gt=now, starts_at__lte=now + SHOWN_AHEAD)
    orphaned = ~takes_place & Q(ends_at__gt=now, people__gt=0)
    over = takes_place & Q(ends_at__lte=now, missing__gt=0, followed_up_at=None)
    # Without a follow-up date a day comes first.
    shown = counted.filter(coming | orphaned | over).select_related("inquiry")
    return list(_describe(shown.order_by(F("follow_up_on").asc(nulls_first=True), "starts_at")[:MOST], now))


def _describe(days: Iterable[PhotoDay], now: datetime) -> Iterable[HomeRow]:
    today = timezone.localdate(now)
    for day in days:
        people, missing = day.people, day.missing  # type: ignore[attr-defined]  # annotated above
        if not day.takes_place:
            who = "1 person has" if people == 1 else f"{people} people have"
            yield HomeRow(day, f"The inquiry is closed, but {who} a time: call it off", is_late=True)
        elif day.ends_at > now:
            yield HomeRow(day, f"{people} of {day.slots} times taken", is_late=False)
        else:
            until = day.follow_up_on
            when = f"follow up by {write_day(until, has_year=False)}" if until else "choose a day to follow up"
            yield HomeRow(day, f"{missing} missing: {when}", is_late=until is None or until < today)
