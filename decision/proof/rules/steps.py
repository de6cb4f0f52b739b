"""Rules 2 and 5: what steps between the options of a question do."""

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, product
from operator import eq, le

from decision.proof.idle import list_plan_columns
from decision.proof.rule import Tally
from decision.proof.space import Columns, Space, judge, score, split


def no_step_up_lowers_the_verdict(space: Space, use: str) -> Iterator[Tally]:
    """Moving an ordered answer up never moves the verdict toward AI."""
    for question in space.questions:
        if question.ordered:
            verdicts = Columns(space, use, question, judge(space, use))
            for lower, upper in pairwise(question.ranks):
                for one, other in product(lower, upper):
                    yield verdicts.compare(one.key, other.key, le)


def level_options_count_alike(space: Space, use: str) -> Iterator[Tally]:
    """Options that stand level give the same index in every set."""
    for question in space.questions:
        indexes = Columns(space, use, question, score(space, use))
        for rank in question.ranks:
            for one, other in pairwise(rank):
                yield indexes.compare(one.key, other.key, eq)


def every_question_counts(space: Space) -> Iterator[Tally]:
    """Every question changes the verdict, the plan or the cautions somewhere."""
    verdicts = {judge(space, use) for use in space.uses}
    yield Tally(1, None if len(verdicts) > 1 else "use changes nothing")
    for question in space.questions:
        moved = (_differ(split(space, judge(space, use), question).values()) for use in space.uses)
        yield Tally(1, None if any(moved) else f"{question.key} changes nothing")
    for question in space.framework.plan_questions:
        moves = _differ(list_plan_columns(space, question).values())
        yield Tally(1, None if moves else f"{question.key} changes nothing")
    for question in space.framework.caution_questions:
        read = [when for caution in space.framework.cautions for when in caution.when if question.key in when]
        yield Tally(1, None if read else f"{question.key} changes nothing")


def every_step_counts(space: Space) -> Iterator[Tally]:
    """Every step between two neighboring levels of an ordered question changes the verdict somewhere."""
    for question in space.questions:
        if question.ordered:
            columns = [split(space, judge(space, use), question) for use in space.uses]
            for lower, upper in pairwise(question.ranks):
                moves = any(verdicts[lower[0].key] != verdicts[upper[0].key] for verdicts in columns)
                step = f"{question.key}: the step from {lower[0].key} to {upper[0].key} changes nothing"
                yield Tally(1, None if moves else step)


def _differ(columns: Iterable[object]) -> bool:
    return any(one != other for one, other in combinations(columns, 2))
