import pytest

from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.core.team_groups import Group, Team
from decision.pages.team_groups import count_groups


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (25, "21 for Company “About us” page, 4 also for Speaker bio"),
        (4, "4 for Company “About us” page and Speaker bio"),
    ],
)
def test_groups_are_counted_beside_the_others_if_there_are_any(people: int, words: str) -> None:
    framework = load_framework()
    answers = read_answers(framework, {"use": ["company-page"]})

    assert count_groups(framework, Team(people, answers, (Group(4, ("speaker-bio",)),))) == words
