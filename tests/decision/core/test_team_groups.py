import pytest

from decision.core.answers import read_answers
from decision.core.framework import VerdictKey, load_framework
from decision.core.team_groups import Coverage, Group, Team, advise_groups, count_coverage

FRAMEWORK = load_framework()


def test_groups_have_the_places_of_everybody_and_their_own() -> None:
    answers = read_answers(FRAMEWORK, {"use": ["company-page"], "matching": "yes"})

    team = advise_groups(FRAMEWORK, Team(25, answers, (Group(4, ("speaker-bio",)),)))

    assert [(row.group, row.advice.answers.uses, row.advice.verdict) for row in team.groups] == [
        (Group(21), ("company-page",), None),
        (Group(4, ("speaker-bio",)), ("company-page", "speaker-bio"), "studio"),
    ]


def test_a_group_of_everybody_leaves_nobody_else() -> None:
    answers = read_answers(FRAMEWORK, {"use": ["company-page"], "matching": "no"})

    team = advise_groups(FRAMEWORK, Team(4, answers, (Group(4, ("press-kit",)),)))

    assert [row.group.people for row in team.groups] == [4]


def test_only_what_can_still_matter_is_missing() -> None:
    answers = read_answers(FRAMEWORK, {"use": ["client-facing-bio"], "matching": "yes", "place": "nyc"})

    assert advise_groups(FRAMEWORK, Team(3, answers)).missing == ("deadline", "budget")


@pytest.mark.parametrize(
    ("possible", "coverage"),
    [
        (("ai",), Coverage(enough=2)),
        (("ai", "studio"), Coverage(open=2)),
        (("plain", "studio"), Coverage(too_little=2)),
    ],
)
def test_an_open_verdict_counts_neither_way(possible: tuple[VerdictKey, ...], coverage: Coverage) -> None:
    assert count_coverage([(2, possible)], ("ai", "ai-for-now")) == coverage
