"""Days and times as people in New York read them: “Fri, Jan 8, 2027” and “9:05 AM”. Templates use the same formats."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.dateformat import time_format

CLOCK = "g:i A"


def write_clock(at: time | datetime) -> str:
    """Return a time without its day: “2:30 PM”."""
    return time_format(timezone.localtime(at) if isinstance(at, datetime) else at, CLOCK)


def write_day(day: date | datetime, *, has_weekday: bool = False, has_year: bool = True) -> str:
    """Return a day: “Jan 8, 2027”, “Fri, Jan 8, 2027”, or without the year."""
    local = timezone.localtime(day) if isinstance(day, datetime) else day
    return format_date(local, f"{'D, ' if has_weekday else ''}M j{', Y' if has_year else ''}")


def write_moment(at: datetime) -> str:
    """Return day and time for people in New York: “Fri, Jan 8, 10:00 AM”."""
    return f"{write_day(at, has_weekday=True, has_year=False)}, {write_clock(at)}"


def write_time(at: datetime) -> str:
    """Return day and time for people anywhere: “Fri, Jan 8, 2027, 10:00 AM (New York)”."""
    return f"{write_day(at, has_weekday=True)}, {write_clock(at)} (New York)"
