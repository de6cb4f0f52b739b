"""Days of New York's calendar that tests book sessions on."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from decision.core.turnaround import find_holiday, is_business_day

NEW_YORK = ZoneInfo("America/New_York")
TODAY = datetime.now(NEW_YORK).date()


def find_business_day() -> date:
    """Return the first business day at least a month ahead."""
    return next(day for number in range(30, 40) if is_business_day(day := TODAY + timedelta(days=number)))


def find_thanksgiving() -> date:
    days = (TODAY + timedelta(days=number) for number in range(1, 400))
    return next(day for day in days if find_holiday(day) == "Thanksgiving Day")


def find_sunday(month: int, number: int) -> date:
    """Return the first or second Sunday of the next such month that is at least a week ahead."""
    soon = TODAY + timedelta(days=7)
    days = [date(year, month, 1 + 7 * (number - 1)) for year in (soon.year, soon.year + 1)]
    sundays = [day + timedelta(days=6 - day.weekday()) for day in days]
    return next(day for day in sundays if day >= soon)
