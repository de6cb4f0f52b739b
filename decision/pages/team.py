"""The advice for named people in words, for the page, the sheet and the table."""

from dataclasses import dataclass

from decision.content import content
from decision.content.model import Notice
from decision.core.advice import Advice
from decision.core.team import PeopleAdvice
from decision.pages.team_groups import TeamWayRow, describe_ways, name_verdict
from decision.pages.words import SHORT_VERDICTS, describe_uses
from decision.sentences import join_words

MOST_PRINTED = 500
FEW = 12
"""People of whom a page shows everybody at once."""


@dataclass(frozen=True)
class TeamRow:
    """One person, from one row of the table."""

    row: int
    name: str
    uses: str
    verdict: str
    stakes: str
    """Empty while it is open."""


@dataclass(frozen=True)
class VerdictGroup:
    """Everybody with the same verdict, in the order of the table."""

    label: str
    verdict: str
    """Its key; empty while it is open."""
    rows: tuple[TeamRow, ...]


@dataclass(frozen=True)
class TeamSheet:
    """Everyone's verdict, and what each way costs."""

    team: PeopleAdvice
    counts: list[tuple[str, int]]
    """Verdict -> people, the lowest verdict first."""
    rows: tuple[TeamRow, ...]
    ways: tuple[TeamWayRow, ...]
    interest: Notice

    @property
    def people(self) -> int:
        return len(self.rows)

    @property
    def is_short(self) -> bool:
        return self.people <= FEW

    @property
    def groups(self) -> list[VerdictGroup]:
        """Everybody by verdict, the lowest first."""
        pairs = list(zip(self.rows, self.team.rows, strict=True))
        return [
            VerdictGroup(label, key or "", tuple(row for row, member in pairs if member.advice.verdict == key))
            for key, (label, _) in zip(self.team.counts, self.counts, strict=True)
        ]

    @property
    def may_print(self) -> bool:
        """Whether the PDF can be drawn in time; a longer list is a matter for the spreadsheet."""
        return self.people <= MOST_PRINTED


def describe_team(team: PeopleAdvice, *, team_price: int | None) -> TeamSheet:
    """Return the sheet of named people; `team_price` is the studio's, in US dollars per person."""
    return TeamSheet(
        team=team,
        counts=[(SHORT_VERDICTS[key] if key else "Open", count) for key, count in team.counts.items()],
        rows=list_people(team),
        ways=describe_ways([(1, row.advice.possible_verdicts) for row in team.rows], team_price),
        interest=content().notices["interest"],
    )


def list_people(team: PeopleAdvice) -> tuple[TeamRow, ...]:
    return tuple(
        TeamRow(
            row=row.member.row,
            name=row.member.name,
            uses=join_words([use.use.label for use in describe_uses(row.advice)]),
            verdict=name_verdict(row.advice),
            stakes=write_stakes(row.advice),
        )
        for row in team.rows
    )


def write_stakes(advice: Advice) -> str:
    """Return the stakes index as people read it; empty while it is open."""
    if advice.stakes is None:
        return ""
    return f"{advice.stakes}+" if advice.stakes_at_least else str(advice.stakes)
