"""Answers: read strictly, kept in one order."""

from typing import Any

import pytest

from decision.core.answers import AnswerError, Answers, read_answers
from decision.core.framework import load_framework

FRAMEWORK = load_framework()


def read(**raw: Any) -> Answers:
    return read_answers(FRAMEWORK, raw)


def test_equal_answers_are_equal_however_they_were_written() -> None:
    one = read(use=["press-kit", "linkedin"], size="page", viewer="clients")
    other = read(viewer=["clients"], size="page", use=("linkedin", "press-kit"))

    assert one == other
    assert hash(one) == hash(other)
    assert {one, other} == {one}


def test_answers_are_in_the_order_of_the_questions() -> None:
    answers = read(budget="50-299", size="page", use=["press-kit", "linkedin"], viewer="clients")

    assert answers.as_dict() == {
        "use": ["linkedin", "press-kit"],
        "viewer": "clients",
        "size": "page",
        "budget": "50-299",
    }
    assert answers.as_pairs() == [
        ("use", "linkedin"),
        ("use", "press-kit"),
        ("viewer", "clients"),
        ("size", "page"),
        ("budget", "50-299"),
    ]


def test_a_single_use_may_be_a_word() -> None:
    assert read(use="linkedin").uses == ("linkedin",)


def test_says_what_is_answered() -> None:
    answers = read(use="linkedin", size="page")

    assert "use" in answers
    assert "size" in answers
    assert "viewer" not in answers
    assert "use" not in Answers()
    assert (answers.get("size"), answers.get("viewer")) == ("page", None)


def test_answers_can_be_changed_into_others() -> None:
    answers = read(use="linkedin", viewer="clients", size="page")

    assert answers.with_uses(("press-kit",)) == read(use="press-kit", viewer="clients", size="page")
    assert answers.with_options({"size": "print"}) == read(use="linkedin", viewer="clients", size="print")
    assert answers.drop({"use", "size"}) == read(viewer="clients")
    assert answers == read(use="linkedin", viewer="clients", size="page")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"shoes": "red"}, "There is no question 'shoes'."),
        ({"size": "huge"}, "size: there is no option 'huge'."),
        ({"size": ["page", "print"]}, "size: takes one option, not 2."),
        ({"size": ["page", "page"]}, "size: takes one option, not 2."),
        ({"use": []}, "use: needs an option."),
        ({"use": ""}, "use: there is no option ''."),
        ({"use": None}, "use: needs an option."),
        ({"use": {"linkedin": True}}, "use: needs an option."),
        ({"use": [["linkedin"]]}, "use: there is no option ['linkedin']."),
        ({"use": [1]}, "use: there is no option 1."),
        ({"use": ["linkedin", "linkedin"]}, "use: an option appears more than once."),
    ],
)
def test_what_the_framework_does_not_know_is_refused(raw: dict[str, Any], message: str) -> None:
    with pytest.raises(AnswerError) as refusal:
        read_answers(FRAMEWORK, raw)

    assert str(refusal.value) == message


def test_a_question_may_stay_open_where_the_framework_lets_it() -> None:
    latest = load_framework("2026.2")

    answers = read_answers(latest, {"use": ["linkedin"], "unsure": ["competition", "viewer"]})

    assert answers.unsure == ("viewer", "competition")
    assert answers.as_pairs() == [("use", "linkedin"), ("unsure", "viewer"), ("unsure", "competition")]
    assert answers.drop(["viewer"]).unsure == ("competition",)


def test_an_answer_outweighs_that_its_question_should_stay_open() -> None:
    latest = load_framework("2026.2")

    assert read_answers(latest, {"viewer": "clients", "unsure": ["viewer"]}).unsure == ()


@pytest.mark.parametrize(("version", "key"), [("2026.1", "viewer"), ("2026.2", "career"), ("2026.2", "nonsense")])
def test_no_other_question_may_stay_open(version: str, key: str) -> None:
    with pytest.raises(AnswerError, match=f"^unsure: .*'{key}'"):
        read_answers(load_framework(version), {"unsure": [key]})
