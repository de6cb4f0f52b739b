"""What the odd places that a person saw mean for their uses. This needs no picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from decision.core.advice import Advice
from decision.core.framework import Framework, LookAdvice, VerdictKey, weigh_odd_places
from decision.photo_check.words import words

Sighting = Literal["fine", "odd", "unclear", "absent"]
"""“absent” is said of a detail that isn’t in the picture. The page says it for what the edge cuts off."""
SIGHTINGS: dict[str, str] = {"fine": "Fine", "odd": "Odd", "unclear": "Can’t tell"}
PREFIX = "look-"
"""Begins the name of a detail in an address, as in look-eyes=odd, so that it can't be the name of a question."""


@dataclass(frozen=True)
class Weighed:
    """The advice at one verdict, for these uses (keys). Without uses, it is for anything with that verdict."""

    verdict: VerdictKey
    advice: LookAdvice
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What was seen in each detail, and what it means. `weighed` begins with the highest stakes; it is empty until a
    detail was judged."""

    odd: tuple[str, ...]
    unclear: tuple[str, ...]
    open: tuple[str, ...]
    weighed: tuple[Weighed, ...]
    open_uses: tuple[str, ...] = ()
    """Uses whose own verdict is still open, although the verdict for all of them is settled."""


def list_detail_parameters() -> tuple[str, ...]:
    """Return the names of the details in an address."""
    return tuple(f"{PREFIX}{detail}" for detail in words().detail)


def read_sightings(parameters: Mapping[str, str]) -> dict[str, Sighting]:
    """Return detail -> what was seen there, without unknown details and answers."""
    known: dict[str, Sighting] = {"fine": "fine", "odd": "odd", "unclear": "unclear", "absent": "absent"}
    given = {detail: parameters.get(f"{PREFIX}{detail}", "") for detail in words().detail}
    return {detail: known[value] for detail, value in given.items() if value in known}


def weigh_sightings(advice: Advice, sightings: Mapping[str, Sighting]) -> Answer:
    """Return what the sightings mean for the person's uses.

    A detail that is unclear or open counts as not odd. It is named, because it could make the advice stricter, though
    never milder.
    """
    odd = tuple(detail for detail, seen in sightings.items() if seen == "odd")
    is_judged = bool(odd) or "fine" in sightings.values()
    return Answer(
        odd=odd,
        unclear=tuple(detail for detail, seen in sightings.items() if seen == "unclear"),
        open=tuple(detail for detail in words().detail if detail not in sightings),
        weighed=tuple(_weigh(advice.framework, group, len(odd)) for group in group_uses(advice)) if is_judged else (),
        open_uses=tuple(found.use for found in advice.uses if is_judged and advice.settled and found.verdict is None),
    )


def _weigh(framework: Framework, group: tuple[VerdictKey, tuple[str, ...]], odd: int) -> Weighed:
    verdict, uses = group
    return Weighed(verdict, weigh_odd_places(framework, verdict, odd), uses)


def group_uses(advice: Advice) -> list[tuple[VerdictKey, tuple[str, ...]]]:
    """Return (verdict, its uses), the highest first. While no use has a verdict, return each possible verdict."""
    groups: dict[VerdictKey, tuple[str, ...]] = {}
    for found in advice.uses:
        if advice.settled and found.verdict is not None:
            groups[found.verdict] = (*groups.get(found.verdict, ()), found.use)
    possible = groups or dict.fromkeys(advice.possible_verdicts, ())
    ranked = [verdict.key for verdict in reversed(advice.framework.verdicts)]
    return [(verdict, possible[verdict]) for verdict in ranked if verdict in possible]
