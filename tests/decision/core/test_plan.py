"""The plan: the first that fits the verdict, the uses and the plan answers."""

import pytest

from decision.conditions import holds
from decision.core.answers import Answers, read_answers
from decision.core.framework import VerdictKey, load_framework
from decision.core.plan import (
    choose_plan,
    find_plan_questions_that_matter,
    find_possible_plans,
    list_plan_questions,
    list_plans,
)

FRAMEWORK = load_framework("2026.1")
LATEST = load_framework("2026.2")
USUAL = {"current": "none", "selfies": "good", "place": "nyc", "deadline": "flexible", "budget": "300-1049"}


@pytest.mark.parametrize(
    ("facts", "plan"),
    [
        ({"verdict": "ai"}, "use-ai"),
        ({"verdict": "ai-for-now"}, "ai-then-studio"),
        ({"verdict": "studio"}, "book-studio"),
        ({"verdict": "ai", "selfies": "poor"}, "improve-selfies"),
        ({"verdict": "ai-for-now", "selfies": "none"}, "improve-selfies"),
        ({"verdict": "studio", "selfies": "none"}, "book-studio"),
        ({"verdict": "ai", "current": "strong", "selfies": "none"}, "keep-current"),
        ({"verdict": "studio", "current": "strong", "place": "elsewhere"}, "keep-current"),
        ({"verdict": "studio", "current": "weak"}, "book-studio"),
        ({"verdict": "studio", "place": "elsewhere", "budget": "under-50"}, "book-local"),
        ({"verdict": "studio", "place": "can-travel"}, "book-studio"),
        ({"verdict": "studio", "budget": "50-299"}, "bridge-then-book"),
        ({"verdict": "studio", "budget": "1050-plus", "deadline": "today"}, "bridge-then-book"),
        ({"verdict": "studio", "deadline": "this-week"}, "book-studio"),
        ({"verdict": "ai-for-now", "place": "elsewhere", "budget": "under-50"}, "ai-then-studio"),
    ],
)
def test_the_first_plan_that_fits_is_chosen(facts: dict[str, str], plan: str) -> None:
    found = choose_plan(FRAMEWORK, {key: (option,) for key, option in {**USUAL, **facts}.items()})

    assert found == plan


@pytest.mark.parametrize(
    ("verdicts", "raw", "plans"),
    [
        (("ai",), {}, ("keep-current", "improve-selfies", "use-ai")),
        (("ai",), {"current": "none", "selfies": "good"}, ("use-ai",)),
        (("ai", "studio"), {"current": "strong"}, ("keep-current",)),
        (("ai", "ai-for-now"), {"current": "weak", "selfies": "poor"}, ("improve-selfies",)),
        (("studio",), {"current": "none", "place": "nyc", "deadline": "flexible"}, ("bridge-then-book", "book-studio")),
        (
            ("ai", "ai-for-now", "studio"),
            {},
            (
                "keep-current",
                "improve-selfies",
                "use-ai",
                "ai-then-studio",
                "book-local",
                "bridge-then-book",
                "book-studio",
            ),
        ),
    ],
)
def test_the_plans_of_all_completions_are_possible(
    verdicts: tuple[VerdictKey, ...], raw: dict[str, str], plans: tuple[str, ...]
) -> None:
    found = {*list_plans(FRAMEWORK, verdicts, Answers(("linkedin",), raw))}

    assert found == {*plans}


@pytest.mark.parametrize(
    ("verdict", "raw", "questions"),
    [
        ("studio", {}, ("current", "place", "deadline", "budget")),
        ("ai", {}, ("current", "selfies")),
        ("studio", {"current": "strong"}, ()),
        ("studio", {"current": "none", "place": "elsewhere"}, ()),
        ("studio", {"current": "none", "place": "nyc", "deadline": "today"}, ()),
        ("studio", {"current": "none", "place": "nyc", "deadline": "flexible"}, ("budget",)),
        ("ai-for-now", {"current": "none"}, ("selfies",)),
    ],
)
def test_a_plan_question_matters_while_it_can_change_the_plan(
    verdict: VerdictKey, raw: dict[str, str], questions: tuple[str, ...]
) -> None:
    assert find_plan_questions_that_matter(FRAMEWORK, verdict, read_answers(FRAMEWORK, raw)) == questions


def test_a_condition_needs_each_of_its_questions() -> None:
    when = {"place": ("nyc", "can-travel"), "deadline": ("today",)}

    assert holds(when, {"place": ("nyc",), "deadline": ("today",)})
    assert not holds(when, {"place": ("nyc",), "deadline": ("flexible",)})
    assert not holds(when, {"place": ("nyc",)})
    assert holds({}, {})
    assert holds({"use": ("linkedin",)}, {"use": ("press-kit", "linkedin")})


def test_what_is_asked_for_one_use_only_is_not_asked_beside_others() -> None:
    alone = [question.key for question in list_plan_questions(LATEST, ("job-application",))]
    beside = [question.key for question in list_plan_questions(LATEST, ("linkedin", "job-application"))]

    assert alone == ["requested", "current", "selfies", "place", "deadline", "budget"]
    assert beside == ["current", "selfies", "place", "deadline", "budget"]


def test_an_id_photo_keeps_no_strong_photo_where_a_plain_one_will_do() -> None:
    plain = read_answers(LATEST, {"use": ["id-photo"], "current": "strong"})
    studio = read_answers(LATEST, {"use": ["id-photo", "press-kit"], "current": "strong"})

    assert find_possible_plans(LATEST, plain) == ("take-plain",)
    assert find_possible_plans(LATEST, studio) == ("keep-current",)


def test_without_a_use_the_plans_of_all_uses_are_possible() -> None:
    answers = read_answers(LATEST, {"current": "strong"})

    assert find_possible_plans(LATEST, answers) == ("leave-out", "keep-current", "take-plain")


def test_an_answer_about_a_photo_that_is_not_asked_for_counts_for_applications_alone() -> None:
    raw = {"competition": "competitive", "requested": "no", "current": "strong"}

    alone = read_answers(LATEST, {"use": ["job-application"], **raw})
    beside = read_answers(LATEST, {"use": ["job-application", "press-kit"], **raw})

    assert find_possible_plans(LATEST, alone) == ("leave-out",)
    assert find_possible_plans(LATEST, beside) == ("keep-current",)
