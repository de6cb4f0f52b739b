"""The fifteen scenarios of the framework's specification."""

import pytest

from decision.core.advice import Advice, advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework

LOWEST = {
    "viewer": "nobody", "field": "other", "meeting": "rarely", "lifespan": "weeks", "career": "student",
    "screening": "no", "size": "thumbnail", "worn": "none", "matching": "no", "selfies": "good",
    "current": "none", "budget": "300-1049", "deadline": "flexible", "place": "nyc",
}  # fmt: skip

ANY_PLAN = {
    "keep-current",
    "improve-selfies",
    "use-ai",
    "ai-then-studio",
    "book-local",
    "bridge-then-book",
    "book-studio",
}

Raw = dict[str, str | list[str]]
SCENARIOS: list[tuple[int, Raw, set[str], set[str]]] = [
    (1, {"use": "internal-directory", "viewer": "colleagues"}, {"ai"}, {"use-ai"}),
    (2, {"use": "community-profile", "viewer": "nobody", "worn": "glasses"}, {"ai"}, {"use-ai"}),
    (3, {"use": "internal-directory", "viewer": "colleagues", "selfies": "poor"}, {"ai"}, {"improve-selfies"}),
    (
        4,
        {"use": "linkedin", "viewer": "visitors", "career": "student", "lifespan": "months"},
        {"ai", "ai-for-now"},
        {"use-ai", "ai-then-studio"},
    ),
    (
        5,
        {"use": "linkedin", "viewer": "visitors", "lifespan": "weeks", "career": "established", "size": "page"},
        {"ai", "ai-for-now"},
        {"use-ai", "ai-then-studio"},
    ),
    (6, {"use": "linkedin", "viewer": "recruiters"}, {"studio"}, {"book-studio"}),
    (7, {"use": "job-application", "budget": "under-50"}, {"studio"}, {"bridge-then-book"}),
    (
        8,
        {"use": "client-facing-bio", "field": "law", "meeting": "usually", "budget": "1050-plus"},
        {"studio"},
        {"book-studio"},
    ),
    (9, {"use": "medical-bio", "field": "medicine", "place": "elsewhere"}, {"studio"}, {"book-local"}),
    (10, {"use": "press-kit", "deadline": "today"}, {"studio"}, {"bridge-then-book"}),
    (11, {"use": "casting-profile", "current": "strong"}, {"studio"}, {"keep-current"}),
    (12, {"use": ["internal-directory", "press-kit"]}, {"studio"}, {"book-studio"}),
    (
        13,
        {
            "use": "company-page", "viewer": "visitors", "matching": "yes", "lifespan": "years",
            "field": "finance", "meeting": "usually", "size": "page",
        },
        {"studio"},
        ANY_PLAN,
    ),
    (14, {"use": "residency-application"}, {"studio"}, ANY_PLAN),
    (
        15,
        {
            "use": "community-profile", "viewer": "clients", "lifespan": "years", "meeting": "usually",
            "career": "senior", "size": "page",
        },
        {"ai-for-now", "studio"},
        ANY_PLAN,
    ),
]  # fmt: skip


def advise_scenario(raw: Raw) -> Advice:
    framework = load_framework()
    return advise(framework, read_answers(framework, {**LOWEST, **raw}))


@pytest.mark.parametrize(("number", "raw", "verdicts", "plans"), SCENARIOS, ids=[str(row[0]) for row in SCENARIOS])
def test_scenario(number: int, raw: Raw, verdicts: set[str], plans: set[str]) -> None:
    advice = advise_scenario(raw)

    assert advice.verdict in verdicts
    assert advice.plan in plans
    assert advice.missing == ()
    assert sum(row.points for row in advice.contributions) == advice.stakes


def test_scenario_2_cautions_about_glasses() -> None:
    assert advise_scenario(SCENARIOS[1][1]).cautions == ("glasses",)


def test_scenario_12_shows_each_use_on_its_own() -> None:
    advice = advise_scenario(SCENARIOS[11][1])

    assert [(use.use, use.verdict) for use in advice.uses] == [("internal-directory", "ai"), ("press-kit", "studio")]
    assert advice.deciding_use == "press-kit"
