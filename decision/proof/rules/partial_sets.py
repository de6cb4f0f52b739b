"""Rule 1, for partial sets: what is called possible is what some completion gives, and no more."""

from collections.abc import Collection, Iterator
from itertools import product

from decision.core.answers import Answers
from decision.proof.reference import find_verdicts
from decision.proof.rule import Tally
from decision.proof.space import Space, describe


def a_partial_set_has_the_verdicts_of_its_completions(space: Space, use: str) -> Iterator[Tally]:
    """A partial set has exactly the verdicts that some completion gives, and so a verdict only if that is one.

    Compared with a plain reference that shares no code with the tables: one set in ten, in the stored proof each.
    Options that count alike share a set.
    """
    return _compare(space, (use,))


def without_a_use_all_uses_are_possible(space: Space) -> Iterator[Tally]:
    """With the use open, a partial set has exactly the verdicts that some use with some completion gives.

    Compared like the sets with a use.
    """
    return _compare(space, ())


def _compare(space: Space, uses: tuple[str, ...]) -> Iterator[Tally]:
    fixed = {key for use in uses for key in space.framework.fixed[use]}
    asked = [question for question in space.questions if question.key not in fixed]
    rooms = [(None, *(rank[0].key for rank in question.ranks)) for question in asked]
    for number, chosen in enumerate(product(*rooms)):
        # One set of each ten, and not always the same one of the ten: some questions have two or five options.
        tenth, place = divmod(number, space.partial_every)
        if place != tenth * 7 % space.partial_every:
            continue
        options = {question.key: key for question, key in zip(asked, chosen, strict=True) if key}
        found = {*space.engine.find_possible_verdicts(space.framework, Answers(uses, options))}
        right = find_verdicts(space.framework, uses, options)
        yield Tally(1, None if found == right else _tell(Answers(uses, options), found, right))


def _tell(answers: Answers, found: Collection[str], right: Collection[str]) -> str:
    said, given = (", ".join(sorted(verdicts)) for verdicts in (found, right))
    return f"{describe(answers)}: {said}, its completions give {given}"
