"""I disagree: the framework with some of its points or rules set aside, as a person's own reading.

Setting a question aside takes its points, `use` among them, and no rule; setting a rule aside takes
that rule and no points. What the framework itself says stays the verdict.
"""

from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from decision.core.answers import AnswerError
from decision.core.framework import Framework, Question


def list_contestable(framework: Framework) -> tuple[str, ...]:
    """Return the keys that can be set aside: the verdict questions in asking order, then the rules."""
    questions = [question.key for question in framework.verdict_questions]
    return (*questions, *(rule.key for rule in framework.rules))


def read_contested(framework: Framework, raw: Iterable[str]) -> tuple[str, ...]:
    """Return the keys in `raw` in the order of the framework, each once.

    Raises:
        AnswerError: a key is none of a verdict question or rule.
    """
    keys = set(raw)
    known = list_contestable(framework)
    for key in keys.difference(known):
        raise AnswerError(f"There is no question or rule {key[:40]!r} to set aside.")
    return tuple(key for key in known if key in keys)


@lru_cache(maxsize=32)
def set_aside(framework: Framework, keys: tuple[str, ...]) -> Framework:
    """Return the framework without the points of these questions and without these rules.

    `advise` with it gives the own reading. It keeps version and hash, and need not keep the
    consistency checks of a published framework. `keys` come from `read_contested`.
    """
    return replace(
        framework,
        questions=tuple(_weigh_nothing(q) if q.key in keys else q for q in framework.questions),
        rules=tuple(rule for rule in framework.rules if rule.key not in keys),
    )


def _weigh_nothing(question: Question) -> Question:
    return replace(question, options=tuple(replace(option, points=0) for option in question.options))
