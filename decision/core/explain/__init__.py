"""Why a verdict came out so: what forces it, what would change it, how firm it is, whom to ask."""

from dataclasses import dataclass

from decision.core.advice import Standing
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


def explain(standing: Standing) -> Explanation:
    """Return all explanations; while the verdict is open they are None, empty and False."""
    return Explanation(
        because=find_because(standing),
        changes=find_changes(standing),
        can_change_without_use=can_change_without_use(standing),
        firmness=find_firmness(standing),
        replies=find_replies(standing),
    )
