"""What a dated link remembers of the day it was made, and what has changed since. Nothing is stored anywhere.

A link holds `since=2026-11-21.linkedin-headshot.300.deluxe-corporate.1050`: the date in New York, then each package on
sale with its price in US dollars.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision.content import content
from decision.content.model import Evidence
from decision.core.advice import Advice
from decision.core.answers import AnswerError, Answers, read_answers
from decision.core.framework import Framework, VerdictKey, load_framework, versions
from decision.core.packages import PackageOffer
from decision.core.possible import find_possible_verdicts

LONGEST_SINCE = 500  # characters; a package takes some thirty


@dataclass(frozen=True)
class Remembered:
    """The day a link was made, and the prices (US dollars) that held then, by package."""

    day: date
    prices: Mapping[str, int]


@dataclass(frozen=True)
class PriceChange:
    """A package whose price (US dollars) changed. `before` is None for a new one, `now` for one no longer sold."""

    name: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class ChangesSince:
    """What has changed since a link was made."""

    day: date
    version: str | None
    """The version of the framework that came since, if one did."""
    verdicts_before: tuple[VerdictKey, ...]
    """The verdicts that the framework of that day gives; empty when it gives the same as now."""
    prices: tuple[PriceChange, ...]
    evidence: tuple[Evidence, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was."""
        return not (self.version or self.prices or self.evidence)


def write_since(today: date, offers: Iterable[PackageOffer]) -> str:
    """Return the text that a link made today remembers."""
    return ".".join([today.isoformat(), *(part for offer in offers for part in (offer.slug, str(offer.price)))])


def read_since(text: str) -> Remembered | None:
    """Return what a link remembers, or None when it was tampered with."""
    first, *parts = text[:LONGEST_SINCE].split(".")
    slugs, prices = parts[::2], parts[1::2]
    if len(slugs) != len(prices) or not all(price.isascii() and price.isdigit() for price in prices):
        return None
    try:
        return Remembered(date.fromisoformat(first), dict(zip(slugs, map(int, prices), strict=True)))
    except ValueError:
        return None


def find_changes_since(text: str, advice: Advice, offers: Sequence[PackageOffer]) -> ChangesSince | None:
    """Return what has changed since the link with this `since` was made; None when it cannot be read."""
    remembered = read_since(text)
    if remembered is None:
        return None
    newest, then = load_framework(), find_framework_of(remembered.day)
    return ChangesSince(
        day=remembered.day,
        version=newest.version if newest is not then else None,
        verdicts_before=_read_as_then(then, advice.answers, advice.possible_verdicts),
        prices=tuple(_compare_prices(remembered.prices, offers)),
        evidence=tuple(finding for finding in content().evidence.values() if finding.added > remembered.day),
    )


def find_framework_of(day: date) -> Framework:
    """Return the newest version published by that day; the oldest on file for days before."""
    known = [load_framework(version) for version in versions()]
    return next((framework for framework in reversed(known) if framework.published <= day), known[0])


def _read_as_then(then: Framework, answers: Answers, now: tuple[VerdictKey, ...]) -> tuple[VerdictKey, ...]:
    try:
        before = find_possible_verdicts(then, read_answers(then, answers.as_dict()))
    except AnswerError:
        return ()
    return () if before == now else before


def _compare_prices(before: Mapping[str, int], offers: Sequence[PackageOffer]) -> Iterable[PriceChange]:
    now = {offer.slug: offer.price for offer in offers}
    names = {offer.slug: offer.name for offer in offers}
    if not now:  # the package list is not at hand: nothing can be said
        return
    for slug in dict.fromkeys((*before, *now)):
        if before.get(slug) != now.get(slug):
            yield PriceChange(names.get(slug, slug), before.get(slug), now.get(slug))
