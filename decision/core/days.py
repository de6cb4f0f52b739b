"""Reads a day the way Americans type it."""

import re
from calendar import monthrange
from datetime import date

EXAMPLE = "Please write the day as month/day/year, such as 1/31/2027."
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LAST_MONTH = 12
CENTURY = 2000
SHAPES = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<name>[a-z]{3,9})\.?,? (?P<year>\d{4})"),
)
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? ")


class DayError(ValueError):
    """The text is not a day. The message says what to do, in plain words."""


def read_day(text: str) -> date:
    """Return the day; the month comes first, unless only the other order makes a day.

    Raises:
        DayError: not a day, or one that its month doesn't have.
    """
    plain = WEEKDAY.sub("", " ".join(text.lower().split()), count=1)
    found = next((match for shape in SHAPES if (match := shape.fullmatch(plain))), None)
    if found is None:
        raise DayError(EXAMPLE)
    parts = found.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    month = _find_month(parts["name"]) if "name" in parts else int(parts["month"])
    if len(parts["year"]) == 2:  # noqa: PLR2004
        year += CENTURY
    if month > LAST_MONTH >= day and not plain.startswith(parts["year"]):
        month, day = day, month
    if not (1 <= month <= LAST_MONTH and day >= 1 and year >= 1):
        raise DayError(EXAMPLE)
    days = monthrange(year, month)[1]
    if day > days:
        raise DayError(f"{NAMES[month - 1]} {year} has {days} days. Please choose another day.")
    return date(year, month, day)


def _find_month(name: str) -> int:
    known = name[:3] in MONTHS and NAMES[MONTHS.index(name[:3])].lower().startswith(name.removesuffix("."))
    return MONTHS.index(name[:3]) + 1 if known or name == "sept" else 0
