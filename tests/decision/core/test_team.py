from decision.core.framework import load_framework
from decision.core.team import PeopleAdvice, advise_people
from decision.core.team_table import read_table
from decision.pages.team import describe_team

TABLE = """name,use,viewer,matching
Ann Example,linkedin|press-kit,recruiters,yes
Bo Example,community-profile,nobody,
Cy Example,linkedin,,
"""


def advise_table(text: str = TABLE) -> PeopleAdvice:
    framework = load_framework()
    return advise_people(framework, read_table(framework, text).members)


def test_each_person_gets_a_verdict_and_open_ones_are_counted_as_open() -> None:
    team = advise_table()

    assert [row.advice.verdict for row in team.rows] == ["studio", None, None]
    assert team.counts == {"studio": 1, None: 2}
    assert team.must_match
    assert not advise_table("name,use\nBo,press-kit\n").must_match


def test_a_team_is_described_in_words() -> None:
    words = describe_team(advise_table(), team_price=200)

    assert [(row.name, row.verdict, row.stakes) for row in words.rows] == [
        ("Ann Example", "Studio photo", "70+"),
        ("Bo Example", "Open: AI is fine, AI for now or plain photo", ""),
        ("Cy Example", "Open: anything from AI to a studio photo", ""),
    ]
    assert words.counts == [("Studio photo", 1), ("Open", 2)]
    assert [(row.money, row.coverage) for row in words.ways] == [
        ("Nothing", "Enough for 1, open for 1, not enough for 1"),
        ("$60–$150", "Open for 2, not enough for 1"),
        ("$360", "Enough for everybody"),
        ("$600", "Enough for everybody"),
    ]
