"""Rules 6 to 8: what stands whatever else is answered."""

from collections.abc import Iterator

from decision.core.answers import Answers
from decision.proof.rule import Tally
from decision.proof.space import Rooms, Space, describe, judge
from decision.proof.specification import (
    DECIDING_VIEWERS,
    HIGH_STAKES_USES,
    LOW_STAKES_USES,
    PASSING_VIEWERS,
    PLACEHOLDER_USES,
    VISITORS_AT_MOST,
)


def high_stakes_stand(space: Space, use: str) -> Iterator[Tally]:
    """The uses by which somebody is chosen need a studio, whatever else is answered, career stage included."""
    if use in HIGH_STAKES_USES:
        yield _hold(space, use, {}, {"studio"})


def a_watched_linkedin_needs_a_studio(space: Space, use: str) -> Iterator[Tally]:
    """LinkedIn seen by recruiters, clients or selectors needs a studio."""
    if use == "linkedin":
        yield _hold(space, use, {"viewer": DECIDING_VIEWERS}, {"studio"})


def refused_ai_needs_a_studio(space: Space, use: str) -> Iterator[Tally]:
    """Where AI images are refused, every use needs a studio."""
    yield _hold(space, use, {"screening": ["yes"]}, {"studio"})


def low_stakes_stand(space: Space, use: str) -> Iterator[Tally]:
    """A directory or community picture that only coworkers or passers-by see small stays with AI, whoever you are."""
    rooms = {"screening": ["no"], "matching": ["no"], "size": ["thumbnail", "page"]}
    if use == "internal-directory":
        yield _hold(space, use, rooms, {"ai"})
    elif use in LOW_STAKES_USES:
        yield _hold(space, use, {**rooms, "viewer": PASSING_VIEWERS}, {"ai"})


def a_placeholder_needs_no_studio(space: Space, use: str) -> Iterator[Tally]:
    """A placeholder for weeks that visitors at most see, where AI is not refused, never needs a studio."""
    if use in PLACEHOLDER_USES:
        rooms = {"lifespan": ["weeks"], "viewer": VISITORS_AT_MOST, "screening": ["no", "unsure"]}
        yield _hold(space, use, rooms, {"ai", "ai-for-now"})


def _hold(space: Space, use: str, rooms: Rooms, allowed: set[str]) -> Tally:
    """Check that every set in these rooms has one of the verdicts allowed."""
    verdicts = [verdict.key for verdict in space.framework.verdicts]
    positions = list(space.list_positions(rooms))
    found = judge(space, use)
    broken = next((position for position in positions if verdicts[found[position]] not in allowed), None)
    if broken is None:
        return Tally(len(positions))
    answers = Answers((use,), space.find_options(broken))
    return Tally(len(positions), f"{describe(answers)}: {verdicts[found[broken]]}")
