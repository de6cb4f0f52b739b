"""Rule 2 carried on to a close look: what a person found odd never earns milder advice by being more."""

from collections.abc import Iterator

from decision.core.framework.odd_spots import weigh_odd_places
from decision.photo_check.words import words
from decision.proof.rule import Tally
from decision.proof.space import Space

FROM_MILD_TO_STRICT = ("use-it", "use-for-now", "only-if-real", "choose-another", "do-not-use")


def odd_places_and_stakes_never_soften_the_advice(space: Space) -> Iterator[Tally]:
    """More odd places in a picture, or a higher verdict for its use, never make the advice milder.

    With rule 2, this holds for every step up in every answer as well.
    """
    counts = range(len(words().place) + 1)
    from_low_to_high = space.specification.verdicts
    strictness = {
        (verdict.key, odd): FROM_MILD_TO_STRICT.index(weigh_odd_places(space.framework, verdict.key, odd))
        for verdict in space.framework.verdicts
        for odd in counts
    }
    for (verdict, odd), strict in strictness.items():
        above = from_low_to_high.index(verdict)
        milder = [
            other
            for other, found in strictness.items()
            if from_low_to_high.index(other[0]) >= above and other[1] >= odd and found < strict
        ]
        yield Tally(1, _tell(verdict, odd, *milder[0]) if milder else None)


def _tell(verdict: str, odd: int, other: str, more: int) -> str:
    return f"{verdict} with {odd} odd places is advised more strictly than {other} with {more}"
