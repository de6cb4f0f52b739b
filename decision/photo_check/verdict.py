"""The answer: what a person saw, held against the stakes of the uses. Pictures play no part in it any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from decision.core.advice import Advice
from decision.core.framework import Framework, LookAdvice, VerdictKey, weigh_odd_places
from decision.photo_check.words import words

Sighting = Literal["fine", "odd", "unclear"]
SIGHTINGS: dict[str, str] = {"fine": "Fine", "odd": "Odd", "unclear": "Can’t tell"}
PREFIX = "look-"
"""A place's name in an address: look-eyes=odd. So it never meets the name of a question."""


@dataclass(frozen=True)
class Weighed:
    """The advice at one verdict, and the uses (keys) that it is for; no uses: for whatever has that verdict."""

    verdict: VerdictKey
    advice: LookAdvice
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What was seen, by place, and what it means. `weighed` stands from the highest stakes down."""

    odd: tuple[str, ...]
    unclear: tuple[str, ...]
    open: tuple[str, ...]
    weighed: tuple[Weighed, ...]
    open_uses: tuple[str, ...] = ()
    """Uses whose own verdict the person's answers leave open, while that of all together is settled."""


def list_parameters() -> tuple[str, ...]:
    """Return the names of the places in an address."""
    return tuple(f"{PREFIX}{place}" for place in words().place)


def read_sightings(parameters: Mapping[str, str]) -> dict[str, Sighting]:
    """Return place -> what was seen there; what is no place or no answer is left out."""
    known: dict[str, Sighting] = {"fine": "fine", "odd": "odd", "unclear": "unclear"}
    given = {place: parameters.get(f"{PREFIX}{place}", "") for place in words().place}
    return {place: known[value] for place, value in given.items() if value in known}


def weigh_sightings(advice: Advice, sightings: Mapping[str, Sighting]) -> Answer:
    """Return the answer for what was seen, at the stakes of the person's uses.

    A place that is unclear or open counts as not odd, and is named: it could make the advice stricter, never milder.
    """
    odd = tuple(place for place, seen in sightings.items() if seen == "odd")
    return Answer(
        odd=odd,
        unclear=tuple(place for place, seen in sightings.items() if seen == "unclear"),
        open=tuple(place for place in words().place if place not in sightings),
        weighed=tuple(_weigh(advice.framework, group, len(odd)) for group in group_uses(advice)),
        open_uses=tuple(found.use for found in advice.uses if advice.settled and found.verdict is None),
    )


def _weigh(framework: Framework, group: tuple[VerdictKey, tuple[str, ...]], odd: int) -> Weighed:
    verdict, uses = group
    return Weighed(verdict, weigh_odd_places(framework, verdict, odd), uses)


def group_uses(advice: Advice) -> list[tuple[VerdictKey, tuple[str, ...]]]:
    """Return (verdict, its uses), the highest first; while no use has its own, each verdict that is still possible."""
    groups: dict[VerdictKey, tuple[str, ...]] = {}
    for found in advice.uses:
        if advice.settled and found.verdict is not None:
            groups[found.verdict] = (*groups.get(found.verdict, ()), found.use)
    possible = groups or dict.fromkeys(advice.possible_verdicts, ())
    ranked = [verdict.key for verdict in reversed(advice.framework.verdicts)]
    return [(verdict, possible[verdict]) for verdict in ranked if verdict in possible]
