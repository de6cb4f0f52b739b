"""Conditions on answers and tags of uses and plans, as the framework and the content files write them."""

from collections.abc import Collection, Mapping
from typing import Literal

Condition = dict[str, tuple[str, ...]]
"""Question, "use", "verdict" or "plan" -> the options that satisfy it; all questions in it must hold."""
Tag = tuple[str, ...] | Literal["all"]
"""The uses or plans that something fits."""
Facts = Mapping[str, Collection[str]]
"""Question, "use", "verdict" or "plan" -> the options that hold."""


def holds(when: Condition, facts: Facts) -> bool:
    """Whether each question of the condition is answered with one of its options."""
    return all(any(option in options for option in facts.get(key, ())) for key, options in when.items())


def fits(tag: Tag, found: Collection[str]) -> bool:
    """Whether a tag names one of the uses or plans found."""
    return tag == "all" or any(key in tag for key in found)
