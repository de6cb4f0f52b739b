"""Every way through the questionnaire, as the pages ask it: what is asked, and when it ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from decision.core.answers import Answers
from decision.proof.space import Space


@dataclass(frozen=True)
class Stage:
    """A point on the way: answers so far (of options of one level, the first), and what may still be asked."""

    answers: Answers
    asked: int
    """The number of questions asked so far, `use` among them."""
    mattering: tuple[str, ...]
    """The questions that can still move the verdict; the first of them is asked next."""
    sets: int
    """How many distinct complete sets come through here."""


@lru_cache(maxsize=16)
def walk(space: Space, use: str) -> tuple[Stage, ...]:
    """Return all stages of the questionnaire after this use was chosen."""
    fixed = space.framework.fixed[use]
    sets = prod(len(question.options) for question in space.questions if question.key not in fixed)
    return tuple(_walk_on(space, Answers((use,), {}), 1, sets))


def _walk_on(space: Space, answers: Answers, asked: int, sets: int) -> Iterator[Stage]:
    mattering = space.engine.find_questions_that_matter(space.framework, answers)
    yield Stage(answers, asked, mattering, sets)
    if mattering:
        question = space.framework.by_key[mattering[0]]
        for rank in question.ranks:
            more = Answers(answers.uses, {**answers.options, question.key: rank[0].key})
            yield from _walk_on(space, more, asked + 1, sets * len(rank) // len(question.options))
