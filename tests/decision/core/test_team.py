import pytest

from decision.core.framework import VerdictKey, load_framework
from decision.core.packages import PackageOffer
from decision.core.team import TeamAdvice, TeamCost, advise_team, price_team
from decision.core.team_table import read_team
from decision.pages.team import TeamPrices, describe_team

TABLE = """name,use,viewer,matching
Ann Example,linkedin|press-kit,recruiters,yes
Bo Example,community-profile,nobody,
Cy Example,linkedin,,
"""
OFFERS = (
    PackageOffer("deluxe-corporate", "Deluxe Corporate session", 1050, False, (), ()),
    PackageOffer("linkedin-headshot", "LinkedIn Headshot session", 300, True, (), ()),
)


def advise_table(text: str = TABLE, team_price: int | None = None) -> TeamAdvice:
    framework = load_framework()
    return advise_team(framework, read_team(framework, text).members, OFFERS, team_price=team_price)


def test_each_person_gets_a_verdict_and_the_highest_is_found() -> None:
    team = advise_table()

    assert [row.advice.verdict for row in team.rows] == ["studio", None, None]
    assert team.counts == {"studio": 1, None: 2}
    assert team.highest == "studio"
    assert team.must_match


def test_the_highest_verdict_is_the_highest_possible_one() -> None:
    team = advise_table("name,use,screening,viewer,matching,size\nBo,community-profile,no,nobody,no,page\n")

    assert team.highest == "ai"
    assert not team.must_match


@pytest.mark.parametrize(
    ("team_price", "cost"),
    [
        (None, TeamCost((60, 150), 900, 300, False, (300, 650))),
        (250, TeamCost((60, 150), 750, 250, True, (250, 550))),
        (0, TeamCost((60, 150), 0, 0, True, (0, 100))),
    ],
)
def test_the_cost_is_that_of_single_prices_unless_the_studio_has_one_for_teams(
    team_price: int | None, cost: TeamCost
) -> None:
    assert advise_table(team_price=team_price).cost == cost


def test_only_a_studio_photo_costs_a_session_and_a_plain_one_costs_nothing() -> None:
    people: list[tuple[VerdictKey, ...]] = [("studio",), ("plain",), ("ai",), ("ai-for-now",)]

    assert price_team(people, single=300, team_price=None).mixed == (340, 400)


def test_an_open_verdict_counts_from_its_cheapest_to_its_dearest_way() -> None:
    assert price_team([("ai", "ai-for-now")], single=300, team_price=None).mixed == (20, 50)
    assert price_team([("ai", "plain", "studio")], single=300, team_price=None).mixed == (0, 300)


def test_a_team_is_described_in_words() -> None:
    words = describe_team(advise_table())

    assert [(row.name, row.verdict, row.stakes) for row in words.rows] == [
        ("Ann Example", "Studio photo", "70+"),
        ("Bo Example", "Open: AI is fine, AI for now or Plain photo", ""),
        ("Cy Example", "Open: AI is fine, AI for now, Plain photo or Studio photo", ""),
    ]
    assert words.prices == TeamPrices(
        ai="$60 to $150", studio="From $900", studio_each="$300", mixed="From $300 to $650"
    )
    assert words.counts == [("Studio photo", 1), ("Open", 2)]
