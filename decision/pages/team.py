"""A team's advice in words, for the page and the sheet."""

from dataclasses import dataclass

from decision.content import content
from decision.content.model import Notice, VerdictText
from decision.core.advice import Advice
from decision.core.team import TeamAdvice, TeamCost
from decision.pages.words import SHORT_VERDICTS, describe_uses, join_words


@dataclass(frozen=True)
class TeamRow:
    """One person, from one line of the table."""

    line: int
    name: str
    uses: str
    verdict: str
    stakes: str
    """Empty while it is open."""


@dataclass(frozen=True)
class TeamPrices:
    """The costs as people read them: “From $3,300”."""

    ai: str
    studio: str
    studio_each: str
    mixed: str


@dataclass(frozen=True)
class TeamSheet:
    """Everyone's verdict, the highest one, and what it costs either way."""

    team: TeamAdvice
    prices: TeamPrices
    highest: VerdictText
    counts: list[tuple[str, int]]
    """Verdict -> people, the lowest verdict first."""
    rows: tuple[TeamRow, ...]
    interest: Notice

    @property
    def people(self) -> int:
        return len(self.rows)


def describe_team(team: TeamAdvice) -> TeamSheet:
    return TeamSheet(
        team=team,
        prices=write_prices(team.cost),
        highest=content().verdicts[team.highest],
        counts=[(SHORT_VERDICTS[key] if key else "Open", count) for key, count in team.counts.items()],
        rows=tuple(
            TeamRow(
                line=row.member.line,
                name=row.member.name,
                uses=join_words([use.use.label for use in describe_uses(row.advice)]),
                verdict=name_verdict(row.advice),
                stakes=write_stakes(row.advice),
            )
            for row in team.rows
        ),
        interest=content().notices["interest"],
    )


def write_prices(cost: TeamCost) -> TeamPrices:
    start = "" if cost.is_team_price else "From "
    return TeamPrices(
        ai=f"${cost.ai[0]:,} to ${cost.ai[1]:,}",
        studio=f"{start}${cost.studio:,}",
        studio_each=f"${cost.studio_each:,}",
        mixed=start + " to ".join(f"${price:,}" for price in dict.fromkeys(cost.mixed)),
    )


def name_verdict(advice: Advice) -> str:
    """Return the verdict in words, or the ones that are still possible."""
    if advice.verdict:
        return SHORT_VERDICTS[advice.verdict]
    possible = join_words([SHORT_VERDICTS[verdict] for verdict in advice.possible_verdicts])
    return f"Open: {possible.replace(' and ', ' or ')}"


def write_stakes(advice: Advice) -> str:
    """Return the stakes index as people read it; empty while it is open."""
    if advice.stakes is None:
        return ""
    return f"{advice.stakes}+" if advice.stakes_at_least else str(advice.stakes)
