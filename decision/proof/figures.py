"""The figures of the proof beside its promises: shares of the verdicts, and questions asked."""

from collections import Counter
from collections.abc import Mapping
from itertools import product
from math import prod

from decision.proof.space import Space, judge
from decision.proof.stored import Asking, Extent, PlanShares, Shares
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
    return Extent(
        distinct=sum(_add(verdicts).values()),
        with_every_viewer=sum(len(judge(space, use)) for use in space.uses),
        partial=prod(len(question.ranks) + 1 for question in space.questions) * (len(space.uses) + 1),
    )


def share_out(verdicts: Counts) -> Shares:
    """Return the shares over all uses, and over those that the first question does not settle."""
    still_open = {use: counts for use, counts in verdicts.items() if sum(map(bool, counts.values())) > 1}
    by_use = {use: dict(counts) for use, counts in verdicts.items()}
    return Shares(_add(verdicts), _add(still_open), by_use, _weigh_equally(verdicts))


def share_out_plans(space: Space, verdicts: Counts) -> PlanShares:
    """Return the shares of the plans: each set of verdict answers with all plan answers that are asked."""
    by_use = {use: _count_plans(space, use, counts) for use, counts in verdicts.items()}
    return PlanShares(
        all_uses=_divide(_add(by_use)),
        equal_uses=_weigh_equally(by_use),
        by_use={use: _divide(counts) for use, counts in by_use.items()},
    )


def _count_plans(space: Space, use: str, verdicts: Mapping[str, int]) -> dict[str, int]:
    """Return plan -> number of complete sets of this use."""
    counts = {plan.key: 0 for plan in space.framework.plans}
    keys = space.specification.list_plan_questions((use,))
    for verdict, sets in verdicts.items():
        for options in product(*(space.framework.by_key[key].by_key for key in keys)) if sets else ():
            facts = {key: (option,) for key, option in zip(keys, options, strict=True)}
            counts[space.engine.choose_plan(space.framework, {**facts, "verdict": (verdict,), "use": (use,)})] += sets
    return counts


def weigh_questions(space: Space, questions: Counts) -> Asking:
    """Return the mean and spread of the number of questions asked."""
    histogram = _add(questions)
    needing_all = str(len(space.framework.verdict_questions))
    shares = [counts.get(needing_all, 0) / sum(counts.values()) for counts in questions.values()]
    return Asking(
        mean=round(_find_mean(histogram), 4),
        mean_equal_uses=round(sum(map(_find_mean, questions.values())) / len(questions), 4),
        histogram=dict(sorted(histogram.items(), key=lambda item: int(item[0]))),
        share_needing_all=round(sum(shares) / len(shares), 4),
        by_use={use: dict(counts) for use, counts in questions.items()},
    )


def _add(counts: Counts) -> dict[str, int]:
    total: Counter[str] = Counter()
    for of_use in counts.values():
        total.update(of_use)
    return dict(total)


def _find_mean(histogram: Mapping[str, int]) -> float:
    return sum(int(asked) * count for asked, count in histogram.items()) / sum(histogram.values())


def _divide(counts: Mapping[str, int]) -> dict[str, float]:
    return {key: round(count / sum(counts.values()), 4) for key, count in counts.items()}


def _weigh_equally(counts: Counts) -> dict[str, float]:
    """Return the mean of the shares in each use."""
    shares = [{key: count / sum(of_use.values()) for key, count in of_use.items()} for of_use in counts.values()]
    return {key: round(sum(of_use[key] for of_use in shares) / len(shares), 4) for key in shares[0]}
