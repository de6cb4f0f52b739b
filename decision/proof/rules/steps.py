"""Rules 2 and 5: what steps between the options of a question do."""

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, product
from operator import eq, le

from decision.core.framework import Question
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
    """Options of one level give the same index in every set."""
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
        moves = _differ(_list_plans_by_option(space, question).values())
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


def _list_plans_by_option(space: Space, question: Question) -> dict[str, list[str]]:
    """Return option of a plan question -> its plans, over uses, verdicts and the other plan answers."""
    found: dict[str, list[str]] = {option: [] for option in question.by_key}
    for uses in space.specification.plan_uses:
        asked = space.specification.list_plan_questions(uses)
        if question.key in asked:
            keys = ["verdict", *(key for key in asked if key != question.key)]
            rooms = [[*space.specification.verdicts], *([*space.framework.by_key[key].by_key] for key in keys[1:])]
            for option, values in product(question.by_key, product(*rooms)):
                facts: dict[str, tuple[str, ...]] = {key: (value,) for key, value in zip(keys, values, strict=True)}
                facts |= {question.key: (option,), "use": uses}
                found[option].append(space.engine.choose_plan(space.framework, facts))
    return found
