"""Rules 6 to 8: what holds whatever else is answered."""

from collections.abc import Iterator

from decision.core.answers import Answers
from decision.proof.rule import Tally
from decision.proof.space import Space, describe, judge
from decision.proof.specification import Stand


def hold(key: str, space: Space, use: str) -> Iterator[Tally]:
    """Check each clause with this key that is about the use: every set in its rooms has one of the verdicts allowed."""
    for stand in space.specification.stands:
        if stand.key == key and (not stand.uses or use in stand.uses):
            yield _hold(stand, space, use)


def _hold(stand: Stand, space: Space, use: str) -> Tally:
    verdicts = [verdict.key for verdict in space.framework.verdicts]
    positions = list(space.list_positions(stand.rooms))
    found = judge(space, use)
    broken = next((position for position in positions if verdicts[found[position]] not in stand.verdicts), None)
    if broken is None:
        return Tally(len(positions))
    answers = Answers((use,), space.find_options(broken))
    return Tally(len(positions), f"{describe(answers)}: {verdicts[found[broken]]}")
