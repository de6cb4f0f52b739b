"""The figures of the proof beside its promises: shares of the verdicts, and questions asked."""

from collections import Counter
from collections.abc import Mapping

from decision.core.possible.tables import lay_out
from decision.proof.space import Space, judge
from decision.proof.stored import Asking, Extent, Shares
from decision.proof.walk import walk

Counts = Mapping[str, Mapping[str, int]]
"""Use -> what is counted -> number of distinct sets."""


def count_verdicts(space: Space, use: str) -> dict[str, int]:
    """Return verdict -> number of distinct sets of this use."""
    verdicts = judge(space, use)
    counts = Counter(verdicts[position] for position, _ in space.list_sets(use, {}))
    return {verdict.key: counts[number] for number, verdict in enumerate(space.framework.verdicts)}


def count_questions(space: Space, use: str) -> dict[str, int]:
    """Return number of questions asked until the verdict is settled -> number of distinct sets of this use."""
    counts: Counter[int] = Counter()
    for stage in walk(space, use):
        if not stage.mattering:
            counts[stage.asked] += stage.sets
    return {str(asked): counts[asked] for asked in sorted(counts)}


def measure_space(space: Space, verdicts: Counts) -> Extent:
    """Return how many sets there are."""
    layout = lay_out(space.framework)
    return Extent(
        distinct=sum(_add(verdicts).values()),
        with_every_viewer=sum(len(judge(space, use)) for use in space.uses),
        partial=layout.size * len(layout.sums) * (len(space.uses) + 1),
    )


def share_out(verdicts: Counts) -> Shares:
    """Return the shares over all uses, and over those that the first question does not settle."""
    still_open = {use: counts for use, counts in verdicts.items() if sum(map(bool, counts.values())) > 1}
    return Shares(_add(verdicts), _add(still_open), {use: dict(counts) for use, counts in verdicts.items()})


def weigh_questions(space: Space, questions: Counts) -> Asking:
    """Return the mean and spread of the number of questions asked."""
    histogram = _add(questions)
    sets = sum(histogram.values())
    needing_all = str(len(space.framework.verdict_questions))
    shares = [counts.get(needing_all, 0) / sum(counts.values()) for counts in questions.values()]
    return Asking(
        mean=round(sum(int(asked) * count for asked, count in histogram.items()) / sets, 4),
        histogram=dict(sorted(histogram.items(), key=lambda item: int(item[0]))),
        share_needing_all=round(sum(shares) / len(shares), 4),
    )


def _add(counts: Counts) -> dict[str, int]:
    total: Counter[str] = Counter()
    for of_use in counts.values():
        total.update(of_use)
    return dict(total)
