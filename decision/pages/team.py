"""A team's advice in words, for the page and the sheet."""

from typing import Any

from decision.content import content
from decision.core.advice import Advice
from decision.core.team import TeamAdvice, TeamCost
from decision.pages.words import SHORT_VERDICTS, describe_uses, join_words


def gather_team(team: TeamAdvice) -> dict[str, Any]:
    """Return the template context of a team's advice."""
    return {
        "team": team,
        "cost": team.cost,
        "prices": write_prices(team.cost),
        "people": len(team.rows),
        "highest": content().verdicts[team.highest],
        "counts": [(SHORT_VERDICTS[key] if key else "Open", count) for key, count in team.counts.items()],
        "rows": [
            {
                "line": row.member.line,
                "name": row.member.name,
                "uses": join_words([use.use.label for use in describe_uses(row.advice)]),
                "verdict": name_verdict(row.advice),
                "stakes": write_stakes(row.advice),
                "answers": row.member.answers,
            }
            for row in team.rows
        ],
        "interest": content().notices["interest"],
    }


def write_prices(cost: TeamCost) -> dict[str, str]:
    """Return the costs as people read them: “From $3,300”."""
    start = "" if cost.is_team_price else "From "
    return {
        "ai": f"${cost.ai[0]:,} to ${cost.ai[1]:,}",
        "studio": f"{start}${cost.studio:,}",
        "studio_each": f"${cost.studio_each:,}",
        "mixed": start + " to ".join(f"${price:,}" for price in dict.fromkeys(cost.mixed)),
    }


def name_verdict(advice: Advice) -> str:
    """Return the verdict in words, or the ones that are still possible."""
    if advice.verdict:
        return SHORT_VERDICTS[advice.verdict]
    possible = join_words([SHORT_VERDICTS[verdict] for verdict in advice.possible_verdicts])
    return f"Open: {possible.replace(' and ', ' or ')}"


def write_stakes(advice: Advice) -> str:
    """Return the stakes index as people read it; nothing while it is open."""
    if advice.stakes is None:
        return ""
    return f"{advice.stakes}+" if advice.stakes_at_least else str(advice.stakes)
