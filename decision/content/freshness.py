"""When the facts were last looked at, when they are due again, and what rests on reports only.

The name of a fact is its file and key, such as `evidence.gray-2025`. A key that only one file has is enough.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from decision.content import content
from decision.content.model import Claim, Destination, Evidence, Fact, Look
from decision.sentences import suggest

MONTHS_A_YEAR = 12
LEANS = {"ai": "against the studio", "studio": "for a real photo", "neither": "both ways"}


class UnknownFactError(LookupError):
    """No fact has this key, or several have it. The message says which."""


@dataclass(frozen=True)
class Change:
    """A look that found something new, changed or gone."""

    fact: Fact
    look: Look


def find_fact(key: str) -> Fact:
    """Return the fact that a name or key means.

    Raises:
        UnknownFactError: no fact has the key, or several have it.
    """
    names = [name for name in content().facts if key in (name, name.partition(".")[2])]
    if len(names) > 1:
        raise UnknownFactError(f"{key} is in more than one file. Write {' or '.join(names)}.")
    if not names:
        known = [name.partition(".")[2] for name in content().facts] + [*content().facts]
        raise UnknownFactError(f"There is no fact {key}.{suggest(key, known)}")
    return content().facts[names[0]]


def find_due_day(fact: Fact) -> date:
    """Return the last day on which the last look still counts as fresh."""
    seen = fact.last_look.on
    months = seen.month - 1 + content().kinds[fact.kind].months
    year, month = seen.year + months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1
    return date(year, month, min(seen.day, monthrange(year, month)[1]))


def is_due(fact: Fact, today: date) -> bool:
    return today > find_due_day(fact)


@lru_cache(maxsize=4)
def list_due(today: date) -> tuple[str, ...]:
    """Return the names of the facts that are due, the longest overdue first."""
    due = [(find_due_day(fact), name) for name, fact in content().facts.items() if is_due(fact, today)]
    return tuple(name for _, name in sorted(due, key=lambda item: item[0]))


def describe_last_look(fact: Fact, today: date) -> str:
    """Return what a page says beside a fact that is due or gone; empty while it is fresh."""
    day = describe_day(fact.last_look.on)
    if fact.last_look.found == "gone":
        return f"Source gone when last checked, {day}."
    return f"Last checked {day}." if is_due(fact, today) else ""


def describe_basis(fact: Fact) -> str:
    """Return what a fact rests on: its source, a copy of it, or only what others report or sellers say."""
    if isinstance(fact, Claim):
        return "the article"
    grades = {source.grade for source in fact.sources} if isinstance(fact, Evidence | Destination) else set()
    if not grades:
        return "nothing published"
    if "primary" in grades:
        return "the source itself"
    return "a copy" if "mirror" in grades else "reports only"


def describe_leaning(fact: Fact) -> str:
    """Return which way a finding leans; empty for claims and destinations, which don't."""
    return LEANS[fact.leans] if isinstance(fact, Evidence) else ""


def rests_on_reports(fact: Fact) -> bool:
    """Whether the fact rests only on what others report or sellers say."""
    return describe_basis(fact) == "reports only"


def list_changes() -> list[Change]:
    """Return what was new, changed or gone, the latest first."""
    changes = [Change(fact, look) for fact in content().facts.values() for look in fact.seen if look.found != "same"]
    return sorted(changes, key=lambda change: change.look.on, reverse=True)


@cache
def find_last_change() -> date:
    """Return the day of the latest change to any fact."""
    return max(change.look.on for change in list_changes())


def describe_day(day: date) -> str:
    """Return a day as Americans write it: November 21, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def describe_span(facts: Sequence[Fact]) -> str:
    """Return the days on which the sources of some facts were last looked at, as they end a sentence."""
    days = sorted({fact.last_look.on for fact in facts})
    first, last = days[0], days[-1]
    if first == last:
        return f"on {describe_day(last)}"
    begin = f"{first:%B} {first.day}" if first.year == last.year else describe_day(first)
    return f"between {begin} and {describe_day(last)}"
