"""When images can be ready after a session: two stages, business days, New York time.

The Gorn document says both "24 hours" and "the same day" for the color-corrected images. We promise the later one.
Retouched images take three business days ("Professional Headshots at Gorn Photo NYC").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays

from decision.core.days import DayError, read_day

NEW_YORK = ZoneInfo("America/New_York")
RETOUCHING_BUSINESS_DAYS = 3
FURTHEST_SESSION = timedelta(days=365)
DEADLINE_DAYS: Mapping[str, int] = {"today": 0, "this-week": 7, "this-month": 30}
"""Deadline option -> days from today; `flexible` has none."""


class SessionDayError(ValueError):
    """The session day is impossible. The message says why, in plain words."""


@dataclass(frozen=True)
class Delivery:
    """When images from a session on `session_day` can be ready, and whether that meets the deadline."""

    session_day: date
    color_corrected: date
    retouched: date
    holidays: tuple[str, ...]
    """Public holidays from the session day to the retouched images."""
    deadline: date | None

    @property
    def color_corrected_in_time(self) -> bool:
        return self.deadline is None or self.color_corrected <= self.deadline

    @property
    def retouched_in_time(self) -> bool:
        return self.deadline is None or self.retouched <= self.deadline


def find_today() -> date:
    """Return today's date in New York, where the studio is."""
    return datetime.now(NEW_YORK).date()


def read_session_day(text: str, today: date) -> date:
    """Return the day of a session.

    Raises:
        SessionDayError: not a day, in the past, or more than a year ahead.
    """
    try:
        day = read_day(text)
    except DayError as error:
        raise SessionDayError(str(error)) from error
    if day < today:
        raise SessionDayError("That session day is in the past.")
    if day > today + FURTHEST_SESSION:
        raise SessionDayError("Choose a session day within a year from now.")
    return day


def plan_delivery(session_day: date, *, deadline: str | None, today: date) -> Delivery:
    """Return the dates of the two stages; `deadline` is an option of the question of that name."""
    retouched = _add_business_days(session_day, RETOUCHING_BUSINESS_DAYS)
    return Delivery(
        session_day=session_day,
        color_corrected=session_day + timedelta(days=1),
        retouched=retouched,
        holidays=tuple(_name_holidays(session_day, retouched)),
        deadline=find_deadline(deadline, today),
    )


def find_deadline(deadline: str | None, today: date) -> date | None:
    """Return the day by which the photo is needed; None while that is open or flexible."""
    days = DEADLINE_DAYS.get(deadline or "")
    return None if days is None else today + timedelta(days=days)


def _add_business_days(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day


def is_business_day(day: date) -> bool:
    """Return whether most offices in New York are open: not on weekends and federal holidays."""
    return day.isoweekday() <= 5 and day not in _public_holidays(day.year)  # noqa: PLR2004  # Friday


def find_holiday(day: date) -> str | None:
    """Return the name of the federal holiday on this day, or None."""
    return _public_holidays(day.year).get(day)


def _name_holidays(start: date, end: date) -> list[str]:
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return [_name_holiday(day) for day in days if day in _public_holidays(day.year)]


def _name_holiday(day: date) -> str:
    return f"{day:%A, %B} {day.day} ({_public_holidays(day.year)[day]})"


@cache
def _public_holidays(year: int) -> HolidayBase:
    """Return the federal holidays, when most offices in New York are closed."""
    return country_holidays("US", years=year)
