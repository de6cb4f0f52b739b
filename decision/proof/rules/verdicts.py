"""Rules 1 to 3 and 5 to 8: every complete set has one verdict; what moves it, and what never does."""

from collections.abc import Iterable, Iterator
from itertools import combinations, cycle, islice, pairwise, product
from operator import eq, le

from decision.core.answers import Answers
from decision.core.framework import Question
from decision.core.framework.odd_spots import weigh_odd_places
from decision.photo_check.words import words
from decision.proof.promise import Tally
from decision.proof.space import Columns, Space, describe, judge, score, split
from decision.proof.specification import VerdictPromise

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


def check_verdict_promises(key: str, space: Space, use: str) -> Iterator[Tally]:
    """Check the promises with this key that are about the use: every set in their rooms has one of their verdicts."""
    for promise in space.specification.verdict_promises:
        if promise.key == key and (not promise.uses or use in promise.uses):
            yield _check(promise, space, use)


def _check(promise: VerdictPromise, space: Space, use: str) -> Tally:
    verdicts = [verdict.key for verdict in space.framework.verdicts]
    positions = list(space.list_positions(promise.rooms))
    found = judge(space, use)
    broken = next((position for position in positions if verdicts[found[position]] not in promise.verdicts), None)
    if broken is None:
        return Tally(len(positions))
    answers = Answers((use,), space.find_options(broken))
    return Tally(len(positions), f"{describe(answers)}: {verdicts[found[broken]]}")


FROM_MILD_TO_STRICT = ("use-it", "use-for-now", "only-if-real", "choose-another", "do-not-use")


def odd_places_and_stakes_never_soften_the_advice(space: Space) -> Iterator[Tally]:
    """More odd places in a picture, or a higher verdict for its use, never make the advice milder.

    With rule 2, this holds for every step up in every answer as well.
    """
    counts = range(len(words().detail) + 1)
    from_low_to_high = space.specification.verdicts
    strictness = {
        (verdict.key, odd): FROM_MILD_TO_STRICT.index(weigh_odd_places(space.framework, verdict.key, odd))
        for verdict in space.framework.verdicts
        for odd in counts
    }
    for (verdict, odd), strict in strictness.items():
        above = from_low_to_high.index(verdict)
        milder = [
            other
            for other, found in strictness.items()
            if from_low_to_high.index(other[0]) >= above and other[1] >= odd and found < strict
        ]
        yield Tally(1, _describe(verdict, odd, *milder[0]) if milder else None)


def _describe(verdict: str, odd: int, other: str, more: int) -> str:
    return f"{verdict} with {odd} odd places is advised more strictly than {other} with {more}"
