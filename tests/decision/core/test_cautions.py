"""Cautions stay with the uses and plans that they fit, and what is worn is asked only where it matters."""

import pytest

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework

FRAMEWORK = load_framework("2026.2")
AI_DIRECTORY = {"use": ["internal-directory"], "screening": "no", "matching": "no"}


def advise_on(raw: dict[str, str | list[str]]) -> tuple[str, ...]:
    return advise(FRAMEWORK, read_answers(FRAMEWORK, raw)).cautions


def test_no_plan_that_books_a_studio_has_a_caution_that_none_is_needed() -> None:
    competitive = {"use": ["casting-profile"], "competition": "competitive", "current": "none", "budget": "1050-plus"}

    booked = advise(FRAMEWORK, read_answers(FRAMEWORK, {**competitive, "place": "nyc", "deadline": "flexible"}))

    assert booked.plan == "book-studio"
    assert booked.cautions == ("acting-read",)
    assert "background-work" in advise_on({"use": ["casting-profile"], "competition": "open", "current": "none"})


def test_a_residency_application_hears_nothing_of_newsrooms() -> None:
    assert advise_on({"use": ["residency-application"], "current": "none"}) == ("medical-read",)


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ({**AI_DIRECTORY, "current": "none", "selfies": "good"}, ("worn",)),
        ({**AI_DIRECTORY, "current": "none", "selfies": "good", "worn": "none"}, ()),
        ({**AI_DIRECTORY, "current": "strong"}, ()),
        ({"use": ["id-photo"]}, ()),
        (AI_DIRECTORY, ()),
    ],
)
def test_what_is_worn_is_asked_last_and_only_for_an_ai_picture(
    raw: dict[str, str | list[str]], asked: tuple[str, ...]
) -> None:
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, raw))

    assert advice.caution_questions == asked
    assert "worn" not in advice.missing


def test_answers_that_are_not_asked_are_kept_and_ignored() -> None:
    raw = {
        "use": ["id-photo"], "viewer": "recruiters", "size": "print", "lifespan": "years", "field": "law",
        "competition": "competitive", "requested": "no",
    }  # fmt: skip

    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, raw))

    assert advice.answers.as_dict() == {key: raw[key] for key in advice.answers.as_dict()}
    assert {*advice.answers.as_dict()} == {*raw}
    assert (advice.verdict, advice.plan, advice.stakes) == ("plain", "take-plain", 42)
    assert advice.cautions == ("issuer-rules",)
