"""Rules 1 and 3: every complete set has one verdict, and no more moves it than may."""

from collections.abc import Iterator
from itertools import cycle, islice, pairwise, product
from operator import eq

from decision.core.answers import Answers
from decision.proof.rule import Tally
from decision.proof.space import Columns, Space, describe, score
from decision.proof.specification import IMPLIED_VIEWERS, PLAN_QUESTIONS

PLAN_ANSWERS_EVERY = 41
"""How many sets there are to one that is given plan answers; prime, so that it meets all kinds of sets."""


def every_set_has_one_verdict(space: Space, use: str) -> Iterator[Tally]:
    """Every complete set of answers has exactly one verdict, the one that its stakes index gives."""
    indexes = score(space, use)
    expected = {index: (space.framework.verdict_of(index),) for index in {*indexes}}
    for position, answers in space.list_sets(use, {}):
        found = space.engine.find_possible_verdicts(space.framework, answers)
        if found == expected[indexes[position]]:
            yield Tally(1)
        else:
            yield Tally(1, f"{describe(answers)}: {', '.join(found)} at index {indexes[position]}")


def an_implied_viewer_stands(space: Space, use: str) -> Iterator[Tally]:
    """A use that implies its viewer has that one; another viewer given beside it changes nothing."""
    implied, found = IMPLIED_VIEWERS.get(use), space.framework.uses[use].implies.get("viewer")
    yield Tally(1, None if found == implied else f"use={use}: implies {found}, not {implied}")
    if implied:
        viewer = space.framework.by_key["viewer"]
        indexes = Columns(space, use, viewer, score(space, use))
        yield from (indexes.compare(implied, given, eq) for given in viewer.by_key)


def plan_answers_move_no_verdict(space: Space, use: str) -> Iterator[Tally]:
    """Budget, deadline, place, selfies and the photo a person has now never move the verdict.

    The tables of scores have no column for them. So it is enough to add all 432 sets of plan
    answers, over and over, to sets of verdict answers from the whole space.
    """
    for question in space.questions:
        if question.key in PLAN_QUESTIONS:
            indexes = Columns(space, use, question, score(space, use))
            yield from (indexes.compare(one, other, eq) for one, other in pairwise(question.by_key))
    plan_questions = [space.framework.by_key[key] for key in PLAN_QUESTIONS]
    plan_sets = cycle(product(*(question.by_key for question in plan_questions)))
    for (position, answers), options in zip(
        islice(space.list_sets(use, {}), 0, None, PLAN_ANSWERS_EVERY), plan_sets, strict=False
    ):
        more = Answers((use,), {**answers.options, **dict(zip(PLAN_QUESTIONS, options, strict=True))})
        yield Tally(1, _find_difference(space, answers, more, score(space, use)[position]))


def _find_difference(space: Space, answers: Answers, more: Answers, index: int) -> str | None:
    find_possible = space.engine.find_possible_verdicts
    verdicts = find_possible(space.framework, answers), find_possible(space.framework, more)
    found = space.engine.score_use(space.framework, more.uses[0], more.options)
    same = verdicts[0] == verdicts[1] and found == index
    return None if same else f"{describe(more)}: {verdicts[1]} at index {found}, without the plan answers {verdicts[0]}"
