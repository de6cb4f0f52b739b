"""Why a verdict came out so: what forces it, what would change it, how firm it is, whom to ask."""

from dataclasses import dataclass

from decision.core.advice import Assessment
from decision.core.explain.alternatives import Alternative, Firmness, find_alternatives, find_firmness
from decision.core.explain.because import find_because
from decision.core.explain.changes import Change, can_change_without_use, find_changes
from decision.core.explain.replies import Reply, find_replies

__all__ = [
    "Alternative",
    "Change",
    "Explanation",
    "Firmness",
    "Reply",
    "can_change_without_use",
    "explain",
    "find_alternatives",
    "find_because",
    "find_changes",
    "find_firmness",
    "find_replies",
]


@dataclass(frozen=True)
class Explanation:
    """All explanations of one set of answers; see the function of each for when it is None."""

    because: tuple[str, ...] | None
    changes: tuple[Change, ...] | None
    can_change_without_use: bool
    firmness: Firmness | None
    replies: tuple[Reply, ...]


def explain(assessment: Assessment) -> Explanation:
    """Return all explanations; while the verdict is open they are None, empty and False."""
    return Explanation(
        because=find_because(assessment),
        changes=find_changes(assessment),
        can_change_without_use=can_change_without_use(assessment),
        firmness=find_firmness(assessment),
        replies=find_replies(assessment),
    )
