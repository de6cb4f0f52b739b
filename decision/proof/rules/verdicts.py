"""Rules 1 and 3: every complete set has one verdict, and no more moves it than may."""

from collections.abc import Iterator
from itertools import cycle, islice, pairwise, product
from operator import eq

from decision.core.answers import Answers
from decision.proof.rule import Tally
from decision.proof.space import Columns, Space, describe, score

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


def what_is_not_asked_changes_nothing(space: Space, use: str) -> Iterator[Tally]:
    """An answer given where a use implies another one, or where it is not asked, changes nothing."""
    fixed, found = space.specification.find_fixed(use), space.framework.fixed[use]
    yield Tally(1, None if found == fixed else f"use={use}: keeps {found}, not {fixed}")
    for key, option in fixed.items():
        question = space.framework.by_key[key]
        indexes = Columns(space, use, question, score(space, use))
        yield from (indexes.compare(option, given, eq) for given in question.by_key)


def plan_answers_move_no_verdict(space: Space, use: str) -> Iterator[Tally]:
    """Budget, deadline, place, existing photos, what is worn and whether a photo is asked for never move the verdict.

    The tables of scores have no column for them. So it is enough to add all sets of such answers in turn to sets of
    verdict answers from the whole space.
    """
    without_weight = space.specification.without_weight
    for question in space.questions:
        if question.key in without_weight:
            indexes = Columns(space, use, question, score(space, use))
            yield from (indexes.compare(one, other, eq) for one, other in pairwise(question.by_key))
    every_set = [*product(*(space.framework.by_key[key].by_key for key in without_weight))]
    # Each use continues where another one ends.
    start = space.uses.index(use) * len(every_set) // len(space.uses)
    in_turn = cycle(every_set[start:] + every_set[:start])
    some = islice(space.list_sets(use, {}), 0, None, PLAN_ANSWERS_EVERY)
    for (position, answers), options in zip(some, in_turn, strict=False):
        more = Answers((use,), {**answers.options, **dict(zip(without_weight, options, strict=True))})
        yield Tally(1, _find_difference(space, answers, more, score(space, use)[position]))


def _find_difference(space: Space, answers: Answers, more: Answers, index: int) -> str | None:
    find_possible = space.engine.find_possible_verdicts
    verdicts = find_possible(space.framework, answers), find_possible(space.framework, more)
    found = space.engine.score_use(space.framework, more.uses[0], more.options)
    same = verdicts[0] == verdicts[1] and found == index
    return None if same else f"{describe(more)}: {verdicts[1]} at index {found}, without the plan answers {verdicts[0]}"
