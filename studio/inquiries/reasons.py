"""The reasons of a stored advice, in the words of the framework that gave it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from decision.core.framework import Framework
from studio.models import Inquiry


@dataclass(frozen=True)
class Reason:
    """The points that one answer or rule added to the stakes, and its source."""

    label: str
    detail: str
    points: int
    source: str


def list_reasons(inquiry: Inquiry) -> list[Reason]:
    """Return the stored reasons of an inquiry; none if its verdict was open."""
    return list(_read_reasons(inquiry.framework, inquiry.advice.get("contributions", ())))


def _read_reasons(framework: Framework, rows: list[dict[str, Any]]) -> Iterator[Reason]:
    rules = {rule.key: rule.title for rule in framework.rules}
    for row in rows:
        # Outside evidence has a name and no heading.
        source = f"{row['document']}, “{row['heading']}”" if row["heading"] else row["document"]
        if row["rule"]:
            yield Reason("Rule", rules.get(row["rule"], row["rule"]), row["points"], source)
        else:
            label, detail = _find_words(framework, row["question"], row["option"])
            yield Reason(label, detail, row["points"], source)


def _find_words(framework: Framework, question_key: str, option_key: str) -> tuple[str, str]:
    """Return question and option in words, or their keys if the framework no longer has them."""
    question = framework.by_key.get(question_key)
    option = question.by_key.get(option_key) if question else None
    return question.short if question else question_key, option.label if option else option_key
