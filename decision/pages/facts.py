"""The page on keeping facts fresh: the policy, what is due, what changed, and where each fact is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from textwrap import shorten

from decision.content import content
from decision.content.freshness import (
    Change,
    describe_basis,
    describe_day,
    describe_leaning,
    find_due_day,
    list_changes,
    list_due,
    rests_on_reports,
)
from decision.content.model import Fact, FactKind, Source
from decision.pages.fact_uses import FactUse, find_uses

LONGEST = 72
"""Characters of a sentence on the page, which lists some five hundred."""


@dataclass(frozen=True)
class FactRow:
    """A fact with its days, what carries it, which way it leans and where it is used."""

    fact: Fact
    seen: str
    due: str
    basis: str
    leaning: str
    looks: str
    """Every look at its source; empty while there was only one."""
    sources: tuple[Source, ...]
    uses: list[FactUse]
    """With the beginnings of long sentences."""


@dataclass(frozen=True)
class KindPart:
    """The facts of one kind."""

    kind: FactKind
    rows: list[FactRow]


@dataclass(frozen=True)
class ChangedDay:
    """What was new, changed or gone on one day."""

    day: str
    new: list[Fact]
    others: list[Change]


@dataclass(frozen=True)
class FactsPage:
    """The update policy and the facts that it is about."""

    kinds: list[KindPart]
    due: list[FactRow]
    days: list[ChangedDay]
    total: int
    reported: int
    """How many rest on reports only."""


def describe_facts(today: date) -> FactsPage:
    """Return the page as of a day in New York."""
    facts = content().facts
    return FactsPage(
        kinds=[
            KindPart(kind, [describe_fact(fact) for fact in facts.values() if fact.kind == kind.key])
            for kind in content().kinds.values()
        ],
        due=[describe_fact(facts[name]) for name in list_due(today)],
        days=[_describe_changes(day, list(changes)) for day, changes in groupby(list_changes(), lambda c: c.look.on)],
        total=len(facts),
        reported=sum(map(rests_on_reports, facts.values())),
    )


def describe_fact(fact: Fact) -> FactRow:
    """Return a fact with its days, what carries it, which way it leans and where it is used."""
    return FactRow(
        fact=fact,
        seen=describe_day(fact.last_look.on),
        due=describe_day(find_due_day(fact)),
        basis=describe_basis(fact),
        leaning=describe_leaning(fact),
        looks=", ".join(f"{look.found} on {describe_day(look.on)}" for look in fact.seen) if fact.seen[1:] else "",
        sources=getattr(fact, "sources", ()),
        uses=[FactUse(use.where, shorten(use.sentence, LONGEST, placeholder=" …")) for use in find_uses(fact)],
    )


def _describe_changes(day: date, changes: Sequence[Change]) -> ChangedDay:
    return ChangedDay(
        day=describe_day(day),
        new=[change.fact for change in changes if change.look.found == "new"],
        others=[change for change in changes if change.look.found != "new"],
    )
