"""A question that stays open: what each answer to it would mean."""

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.as_json import document_advice
from decision.core.framework import load_framework
from decision.core.readings import find_readings

FRAMEWORK = load_framework("2026.2")
LOWEST = {
    "screening": "no", "matching": "no", "lifespan": "months", "size": "thumbnail", "meeting": "rarely",
    "field": "other", "career": "early",
}  # fmt: skip


def test_a_question_left_open_is_missing_but_not_asked_again() -> None:
    answers = read_answers(FRAMEWORK, {"use": ["linkedin"], "unsure": ["viewer"], **LOWEST})

    advice = advise(FRAMEWORK, answers)

    assert advice.missing == ("viewer",)
    assert advice.to_ask == ()
    assert advice.verdict is None


def test_each_answer_has_its_verdict_side_by_side() -> None:
    answers = read_answers(FRAMEWORK, {"use": ["linkedin"], "unsure": ["viewer"], **LOWEST})

    readings = find_readings(FRAMEWORK, answers)

    assert [(reading.options, reading.verdicts) for reading in readings] == [
        (("nobody", "colleagues", "visitors"), ("ai",)),
        (("clients", "recruiters", "selectors"), ("studio",)),
    ]


def test_four_outcomes_become_three_readings() -> None:
    raw = {**LOWEST, "matching": "yes", "meeting": "usually", "size": "print"}
    answers = read_answers(FRAMEWORK, {"use": ["company-page"], "unsure": ["viewer"], **raw})

    readings = find_readings(FRAMEWORK, answers)

    assert [(reading.options, reading.verdicts) for reading in readings] == [
        (("nobody", "colleagues"), ("ai", "ai-for-now")),
        (("visitors",), ("plain",)),
        (("clients", "recruiters", "selectors"), ("studio",)),
    ]


def test_nothing_is_read_two_ways_once_the_verdict_is_settled() -> None:
    answers = read_answers(FRAMEWORK, {"use": ["press-kit"], "unsure": ["viewer", "competition"]})

    assert find_readings(FRAMEWORK, answers) == ()


def test_competition_is_read_before_the_viewer_of_another_use() -> None:
    answers = read_answers(FRAMEWORK, {"use": ["job-application"], "unsure": ["competition"]})

    document = document_advice(advise(FRAMEWORK, answers))

    assert document["answers"] == {"use": ["job-application"], "unsure": ["competition"]}
    assert [(reading["options"], reading["verdicts"]) for reading in document["readings"]] == [
        (["open"], ["plain"]),
        (["competitive"], ["studio"]),
    ]
