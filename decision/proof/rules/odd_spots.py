"""Rule 2 carried on to a close look: what a person found odd never earns milder advice by being more."""

from collections.abc import Iterator

from decision.core.framework import VerdictKey
from decision.core.framework.odd_spots import weigh_odd_places
from decision.photo_check.words import words
from decision.proof.rule import Tally
from decision.proof.space import Space

FROM_MILD_TO_STRICT = ("use-it", "use-for-now", "only-if-real", "choose-another", "do-not-use")
FROM_LOW_TO_HIGH: tuple[VerdictKey, ...] = ("ai", "ai-for-now", "studio")


def odd_places_and_stakes_never_soften_the_advice(space: Space) -> Iterator[Tally]:
    """More odd places in a picture, or a higher verdict for its use, never make the advice milder.

    With rule 2, this holds for every step up in every answer as well.
    """
    counts = range(len(words().place) + 1)
    strictness = {
        (verdict, odd): FROM_MILD_TO_STRICT.index(weigh_odd_places(space.framework, verdict, odd))
        for verdict in FROM_LOW_TO_HIGH
        for odd in counts
    }
    for (verdict, odd), strict in strictness.items():
        above = FROM_LOW_TO_HIGH.index(verdict)
        milder = [
            other
            for other, found in strictness.items()
            if FROM_LOW_TO_HIGH.index(other[0]) >= above and other[1] >= odd and found < strict
        ]
        yield Tally(1, _tell(verdict, odd, *milder[0]) if milder else None)


def _tell(verdict: str, odd: int, other: str, more: int) -> str:
    return f"{verdict} with {odd} odd places is advised more strictly than {other} with {more}"
