"""Factories of photo days: forty minutes from nine, four times, all free."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from studio.links import find_link_token
from studio.models import Inquiry, PhotoDay, SignUp
from studio.photo_day.days import Details, plan_photo_day
from studio.photo_day.plan import Plan
from studio.photo_day.sign_ups import Person, add_people, hold_time
from tests.studio.factories import make_inquiry

NOW = timezone.now()
DAY = timezone.localdate(NOW) + timedelta(days=40)
NINE = timezone.make_aware(datetime.combine(DAY, time(9)))
TEN_PAST, TWENTY_PAST, HALF_PAST = (NINE + timedelta(minutes=minutes) for minutes in (10, 20, 30))


def make_plan(**changes: Any) -> Plan:
    usual: dict[str, Any] = {"day": DAY, "time": time(9), "slots": 4, "minutes_each": 10}
    return Plan(**usual | changes)


def make_photo_day(
    *, venue: str = "studio", address: str = "", inquiry: Inquiry | None = None, **plan: Any
) -> PhotoDay:
    details = Details(title="Example Corp", venue=venue, address=address)
    return plan_photo_day(inquiry or make_inquiry(people=4), make_plan(**plan), details, by=None, now=NOW)


def sign_up(photo_day: PhotoDay, at: datetime = NINE, *, name: str = "Ben Example", now: datetime = NOW) -> SignUp:
    """Hold a time for somebody whose address begins with the name."""
    return hold_time(photo_day, at, name=name, email=f"{name.split(maxsplit=1)[0].lower()}@example.org", now=now)


def add(photo_day: PhotoDay, *names: str, now: datetime = NOW) -> list[SignUp]:
    """Let staff enter people, each with an address."""
    people = [Person(name, f"{name.split()[0].lower()}@example.org") for name in names]
    return add_people(photo_day, people, now=now)


def find_path(owner: PhotoDay | SignUp, what: str = "") -> str:
    """Return the path of the page to sign up, or of one person's own page."""
    own = "own/" if isinstance(owner, SignUp) else ""
    return f"/studio/photo-day/{own}{find_link_token(owner)}/{what}"


def write_time(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local:%H:%M}"
