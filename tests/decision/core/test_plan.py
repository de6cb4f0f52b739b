"""The plan: the first that fits the verdict and the five plan answers."""

import pytest

from decision.core.answers import read_answers
from decision.core.framework import VerdictKey, load_framework
from decision.core.plan import choose_plan, find_plan_questions_that_matter, find_possible_plans, holds

FRAMEWORK = load_framework()
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
    assert find_possible_plans(FRAMEWORK, verdicts, read_answers(FRAMEWORK, raw)) == plans


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
