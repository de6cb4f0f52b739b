"""A person's own reading: some points or rules set aside."""

import pytest

from decision.core.advice import advise
from decision.core.answers import AnswerError, Answers, read_answers
from decision.core.framework import load_framework
from decision.core.own_reading import list_contestable, read_contested, set_aside
from decision.core.scoring import list_contributions

FRAMEWORK = load_framework("2026.1")


def answer(**raw: str | list[str]) -> Answers:
    return read_answers(FRAMEWORK, raw)


def test_all_points_and_rules_can_be_contested() -> None:
    assert list_contestable(FRAMEWORK) == (
        "use", "viewer", "screening", "lifespan", "size", "matching", "meeting", "field", "career", "worn",
        "ai-refused", "high-stakes-use", "watched-linkedin", "low-stakes-use", "placeholder",
    )  # fmt: skip


def test_a_contested_question_adds_no_points() -> None:
    own = set_aside(FRAMEWORK, ("viewer", "size"))

    rows = list_contributions(own, "company-page", {"viewer": "clients", "size": "print", "worn": "glasses"})

    assert [(row.question, row.points) for row in rows] == [("use", 8), ("viewer", 0), ("size", 0), ("worn", 3)]


def test_a_contested_question_leaves_the_rules() -> None:
    own = set_aside(FRAMEWORK, ("screening",))

    assert advise(own, answer(use="company-page", screening="yes")).verdict == "studio"


def test_a_contested_rule_no_longer_applies() -> None:
    own = set_aside(FRAMEWORK, ("high-stakes-use",))

    advice = advise(own, answer(use="press-kit"))

    assert advise(FRAMEWORK, answer(use="press-kit")).possible_verdicts == ("studio",)
    assert advice.possible_verdicts == ("ai-for-now", "studio")


def test_the_use_can_be_contested() -> None:
    own = set_aside(FRAMEWORK, ("use",))

    rows = list_contributions(own, "press-kit", {})

    assert [(row.question or row.rule, row.points) for row in rows] == [
        ("use", 0),
        ("viewer", 36),
        ("high-stakes-use", 34),
    ]


def test_the_framework_stays_as_it_was() -> None:
    set_aside(FRAMEWORK, ("use", "placeholder"))

    assert FRAMEWORK.uses["press-kit"].points == 14
    assert [rule.key for rule in FRAMEWORK.rules][-1] == "placeholder"


def test_the_same_reading_is_cached() -> None:
    assert set_aside(FRAMEWORK, ("size",)) is set_aside(FRAMEWORK, ("size",))


def test_contested_keys_are_read_once_and_in_order() -> None:
    assert read_contested(FRAMEWORK, ["placeholder", "size", "use", "size"]) == ("use", "size", "placeholder")
    assert read_contested(FRAMEWORK, []) == ()


@pytest.mark.parametrize("key", ["budget", "gravity", ""])
def test_what_does_not_affect_the_verdict_cannot_be_contested(key: str) -> None:
    with pytest.raises(AnswerError) as refusal:
        read_contested(FRAMEWORK, ["size", key])

    assert str(refusal.value) == f"There is no question or rule {key!r} to set aside."
