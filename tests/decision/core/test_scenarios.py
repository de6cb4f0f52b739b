"""The scenarios of the framework's specification: fifteen of 2026.1, twenty-seven of 2026.2."""

import pytest

from decision.content import content
from decision.core.advice import Advice, advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework

LOWEST = {
    "viewer": "nobody", "field": "other", "meeting": "rarely", "lifespan": "weeks", "career": "student",
    "screening": "no", "size": "thumbnail", "worn": "none", "matching": "no", "selfies": "good",
    "current": "none", "budget": "300-1049", "deadline": "flexible", "place": "nyc",
}  # fmt: skip
ONLY_IN_2026_2 = {"competition": "competitive", "requested": "yes"}

ANY_PLAN = {
    "leave-out",
    "take-plain",
    "keep-current",
    "improve-selfies",
    "use-ai",
    "ai-then-studio",
    "book-local",
    "bridge-then-book",
    "book-studio",
}

Raw = dict[str, str | list[str]]
Scenario = tuple[int, Raw, set[str], set[str]]
SCENARIOS_2026_1: list[Scenario] = [
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


LOOKED_AT = {"lifespan": "years", "meeting": "usually", "size": "page"}
SCENARIOS_2026_2: list[Scenario] = [
    *SCENARIOS_2026_1[:14],
    (
        15,
        {"use": "community-profile", "viewer": "clients", "career": "senior", **LOOKED_AT},
        {"plain", "studio"},
        ANY_PLAN,
    ),
    (16, {"use": "internal-directory", "screening": "yes"}, {"plain"}, {"take-plain"}),
    (17, {"use": "id-photo", "budget": "1050-plus"}, {"plain"}, {"take-plain"}),
    (
        18,
        {"use": "freelance-profile", "lifespan": "years", "career": "senior", "field": "law"},
        {"plain"},
        {"take-plain"},
    ),
    (
        19,
        {
            "use": "casting-profile", "competition": "open", "field": "performing-arts", "size": "print",
            "lifespan": "years",
        },
        {"plain"},
        {"take-plain"},
    ),
    (
        20,
        {"use": "job-application", "competition": "open", "career": "senior", "field": "finance"},
        {"plain"},
        {"take-plain"},
    ),
    (21, {"use": "job-application", "competition": "competitive", "requested": "no"}, {"studio"}, {"leave-out"}),
    (22, {"use": "speaker-bio", "place": "elsewhere", "deadline": "today"}, {"studio"}, {"bridge-then-book"}),
    (
        23,
        {"use": "residency-application", "place": "elsewhere", "budget": "under-50"},
        {"studio"},
        {"bridge-then-book"},
    ),
    (24, {"use": "somewhere-else", "viewer": "nobody"}, {"ai"}, {"use-ai"}),
    (25, {"use": ["linkedin", "id-photo"], "viewer": "recruiters"}, {"studio"}, {"book-studio"}),
    (
        26,
        {"use": "linkedin", "viewer": "visitors", "screening": "unsure", "career": "established", **LOOKED_AT},
        {"plain"},
        {"take-plain"},
    ),
    (
        27,
        {"use": "linkedin", "viewer": "visitors", "lifespan": "weeks", "current": "ai-made"},
        {"ai", "ai-for-now"},
        {"use-ai", "ai-then-studio"},
    ),
]  # fmt: skip


def advise_scenario(version: str, raw: Raw) -> Advice:
    framework = load_framework(version)
    lowest = LOWEST if version == "2026.1" else LOWEST | ONLY_IN_2026_2
    return advise(framework, read_answers(framework, {**lowest, **raw}))


@pytest.mark.parametrize(
    ("version", "scenario"),
    [
        *(("2026.1", scenario) for scenario in SCENARIOS_2026_1),
        *(("2026.2", scenario) for scenario in SCENARIOS_2026_2),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value[0]),
)
def test_scenario(version: str, scenario: Scenario) -> None:
    _, raw, verdicts, plans = scenario

    advice = advise_scenario(version, raw)

    assert advice.verdict in verdicts
    assert advice.plan in plans
    assert advice.missing == ()
    assert sum(row.points for row in advice.contributions) == advice.stakes


@pytest.mark.parametrize("version", ["2026.1", "2026.2"])
def test_scenario_2_cautions_about_glasses(version: str) -> None:
    raw = SCENARIOS_2026_1[1][1]

    with_glasses, without = advise_scenario(version, raw), advise_scenario(version, {**raw, "worn": "none"})

    assert with_glasses.cautions == ("glasses",)
    assert (without.verdict, without.cautions) == (with_glasses.verdict, ())


@pytest.mark.parametrize("version", ["2026.1", "2026.2"])
def test_scenario_12_shows_each_use_on_its_own(version: str) -> None:
    advice = advise_scenario(version, SCENARIOS_2026_1[11][1])

    assert [(use.use, use.verdict) for use in advice.uses] == [("internal-directory", "ai"), ("press-kit", "studio")]
    assert advice.deciding_use == "press-kit"


def test_scenario_25_needs_a_plain_photo_for_the_id_alone() -> None:
    advice = advise_scenario("2026.2", SCENARIOS_2026_2[24][1])

    assert [(use.use, use.verdict) for use in advice.uses] == [("linkedin", "studio"), ("id-photo", "plain")]


def test_scenario_27_begins_with_a_check_of_the_picture_they_have() -> None:
    advice = advise_scenario("2026.2", SCENARIOS_2026_2[26][1])

    plan = content().plans[str(advice.plan)].choose_steps(advice.facts)

    assert plan.steps[0].do.startswith("Check the AI headshot you have")
