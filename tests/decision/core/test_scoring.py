import pytest

from decision.core.framework import load_framework
from decision.core.scoring import find_rules, list_contributions, resolve_answers, score_use

FRAMEWORK = load_framework("2026.1")


def points(use: str, **options: str) -> list[tuple[str | None, int]]:
    return [(row.question or row.rule, row.points) for row in list_contributions(FRAMEWORK, use, options)]


def test_open_questions_count_at_their_lowest() -> None:
    assert score_use(FRAMEWORK, "company-page", {}) == 8


def test_an_implied_viewer_counts_and_a_given_one_does_not() -> None:
    assert score_use(FRAMEWORK, "internal-directory", {"viewer": "recruiters"}) == 6
    assert resolve_answers(FRAMEWORK, "internal-directory", {"viewer": "recruiters"})["viewer"] == "colleagues"


def test_contributions_list_zero_points_and_add_up_without_a_rule() -> None:
    rows = points("company-page", viewer="visitors", worn="none")

    assert rows == [("use", 8), ("viewer", 16), ("worn", 0)]
    assert score_use(FRAMEWORK, "company-page", {"viewer": "visitors", "worn": "none"}) == 24


def test_a_floor_is_a_contribution_of_its_own() -> None:
    rows = points("linkedin", viewer="recruiters")

    assert rows == [("use", 8), ("viewer", 36), ("watched-linkedin", 16)]
    assert score_use(FRAMEWORK, "linkedin", {"viewer": "recruiters"}) == 60


def test_a_cap_is_a_contribution_with_negative_points() -> None:
    options = {"size": "page", "lifespan": "years", "meeting": "usually", "field": "law", "career": "senior"}

    rows = points("internal-directory", **options)

    assert rows[-1] == ("low-stakes-use", -4)
    assert score_use(FRAMEWORK, "internal-directory", options) == 29


def test_the_highest_of_two_floors_binds() -> None:
    options = {"viewer": "recruiters", "screening": "yes"}

    assert [rule.key for rule in find_rules(FRAMEWORK, {"use": "linkedin", **options})] == [
        "ai-refused",
        "watched-linkedin",
    ]
    assert points("linkedin", **options)[-1] == ("ai-refused", 17)


def test_a_floor_below_the_sum_adds_nothing() -> None:
    options = {
        "screening": "yes", "lifespan": "years", "size": "print", "matching": "yes",
        "meeting": "usually", "field": "law", "career": "senior", "worn": "glasses",
    }  # fmt: skip

    assert score_use(FRAMEWORK, "press-kit", options) == 100
    assert [row.rule for row in list_contributions(FRAMEWORK, "press-kit", options) if row.rule] == []


@pytest.mark.parametrize("use", list(FRAMEWORK.uses))
def test_each_contribution_of_each_use_names_a_known_claim(use: str) -> None:
    rows = list_contributions(FRAMEWORK, use, {"viewer": "clients", "screening": "unsure"})

    assert rows[0].question == "use"
    assert sum(row.points for row in rows) == score_use(FRAMEWORK, use, {"viewer": "clients", "screening": "unsure"})
