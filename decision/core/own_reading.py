"""A person's own reading: the framework without the points or rules that the person disagrees with.

Setting a question aside removes its points (`use` can be set aside too) and leaves the rules. Setting a rule aside
removes that rule and leaves the points. The verdict stays what the whole framework says.
"""

from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from decision.core.answers import AnswerError
from decision.core.framework import Framework, Question
from decision.sentences import suggest


def list_contestable(framework: Framework) -> tuple[str, ...]:
    """Return the keys that can be set aside: the verdict questions in asking order, then the rules."""
    questions = [question.key for question in framework.verdict_questions]
    return (*questions, *(rule.key for rule in framework.rules))


def read_contested(framework: Framework, raw: Iterable[str]) -> tuple[str, ...]:
    """Return the keys in `raw` in the order of the framework, each once.

    Raises:
        AnswerError: a key is neither a verdict question nor a rule.
    """
    keys = set(raw)
    known = list_contestable(framework)
    for key in keys.difference(known):
        raise AnswerError(f"There is no question or rule {key[:40]!r} to set aside.{suggest(key, known)}")
    return tuple(key for key in known if key in keys)


@lru_cache(maxsize=32)
def set_aside(framework: Framework, keys: tuple[str, ...]) -> Framework:
    """Return the framework without the points of these questions and without these rules.

    `keys` come from `read_contested`. Version and hash stay, but the result may fail the consistency checks that a
    published framework passes.
    """
    return replace(
        framework,
        questions=tuple(_weigh_nothing(q) if q.key in keys else q for q in framework.questions),
        rules=tuple(rule for rule in framework.rules if rule.key not in keys),
    )


def _weigh_nothing(question: Question) -> Question:
    return replace(question, options=tuple(replace(option, points=0) for option in question.options))
