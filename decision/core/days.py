"""Reads a day the way Americans type it."""

import re
import unicodedata
from calendar import monthrange
from datetime import date

from decision.core.letters import normalize

EXAMPLE = "Please write the day as month/day/year, such as 1/31/2027."
WITHOUT_YEAR = "Please add the year, such as 1/31/2027."
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LAST_MONTH, LAST_DAY = 12, 31
CENTURY = 2000
LONGEST = 100  # characters; no day takes more to write
GAP = "[-/., ]"
DAY, MONTH, NAME = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", "(?P<name>[a-z]{3,9})"
ORDINAL = "(?:st|nd|rd|th)?"
YEAR = rf"(?:{GAP}+(?P<year>\d{{4}}|\d{{2}}))?"
YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}}){GAP}+{MONTH}{GAP}+{DAY}")
SHAPES = (
    YEAR_FIRST,
    re.compile(f"{MONTH}{GAP}+{DAY}{YEAR}"),
    re.compile(f"{NAME}{GAP}*{DAY}{ORDINAL}{YEAR}"),
    re.compile(f"{DAY}{ORDINAL}{GAP}*{NAME}{YEAR}"),
)
SLASHES = re.compile("[\u2044\u2215\\\\]")
TIME = re.compile(r"(?<=\d)(?:t| at|,)? ?\d{1,2}:\d{2}(?::[\d.]+)?(?:z|[-+][\d:]+| ?[ap]\.?m\.?)?$")
WORDS = re.compile(r"\b(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?|the|of|on)\b")


class DayError(ValueError):
    """The text is not a day. The message says what to do, in plain words."""


def read_day(text: str) -> date:
    """Return the day; the month comes first, unless only the other order makes a day.

    Raises:
        DayError: not a day, one without its year, or one that its month doesn't have.
    """
    plain = _simplify(text) if len(text) <= LONGEST else ""
    found = next((match for shape in SHAPES if (match := shape.fullmatch(plain))), None)
    if found is None:
        raise DayError(EXAMPLE)
    parts = found.groupdict()
    day = int(parts["day"])
    month = _find_month(parts["name"]) if "name" in parts else int(parts["month"])
    if month > LAST_MONTH >= day and found.re is not YEAR_FIRST:
        month, day = day, month
    if not (1 <= month <= LAST_MONTH and day >= 1):
        raise DayError(EXAMPLE)
    if parts["year"] is None:
        raise DayError(WITHOUT_YEAR if day <= LAST_DAY else EXAMPLE)
    year = int(parts["year"]) + (CENTURY if len(parts["year"]) == 2 else 0)  # noqa: PLR2004
    if not year:
        raise DayError(EXAMPLE)
    days = monthrange(year, month)[1]
    if day > days:
        raise DayError(f"{NAMES[month - 1]} {year} has {days} days. Please choose another day.")
    return date(year, month, day)


def _simplify(text: str) -> str:
    """Return the text in plain characters, without a weekday, a time and what surrounds it."""
    signs = [(sign, unicodedata.category(sign)) for sign in normalize("NFKC", text).lower()]
    plain = "".join("-" if kind == "Pd" else sign for sign, kind in signs if kind != "Cf" and sign not in "'’")
    plain = WORDS.sub(" ", TIME.sub("", SLASHES.sub("/", plain).strip()))
    return " ".join(plain.split()).strip(' .,;:()[]<>"“”')


def _find_month(name: str) -> int:
    known = name[:3] in MONTHS and NAMES[MONTHS.index(name[:3])].lower().startswith(name)
    return MONTHS.index(name[:3]) + 1 if known or name == "sept" else 0
