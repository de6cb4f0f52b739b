"""Random sets of answers, the same in every run."""

import random

from decision.core.answers import Answers, read_answers
from decision.core.framework import Framework, Question


def draw_answers(framework: Framework, seed: int, *, share: float = 1, uses: tuple[int, ...] = (1,)) -> Answers:
    """Return a set in which each question is answered with this probability, `use` always, by one of so many uses."""
    chance = random.Random(seed)  # noqa: S311  # a repeatable sample, not a secret
    asked = [question for question in framework.questions if question.many or chance.random() < share]
    return read_answers(framework, {q.key: _pick(q, chance, chance.choice(uses)) for q in asked})


def _pick(question: Question, chance: random.Random, uses: int) -> list[str]:
    return chance.sample(list(question.by_key), uses if question.many else 1)
