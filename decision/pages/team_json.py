"""A team's advice as JSON. The keys are a public interface, described in docs/json.md."""

from typing import Any

from decision.content import content
from decision.core.as_json import document_advice
from decision.core.team_groups import TeamAdvice, count_coverage
from decision.pages.team_groups import price_way


def document_team(team: TeamAdvice, *, team_price: int | None) -> dict[str, Any]:
    """Return the advice for each group, and what each way costs and for how many people it is enough."""
    return {
        "people": team.team.people,
        "answers": team.team.answers.as_dict(),
        "missing": list(team.missing),
        "groups": [
            {"people": row.group.people, "also": list(row.group.also), "advice": document_advice(row.advice)}
            for row in team.groups
        ],
        "ways": [
            {
                "way": way.key,
                "dollars": price_way(way, team.team.people, team_price),
                **{f"{name}_for": count for name, count in vars(count_coverage(team.possible, way.enough)).items()},
            }
            for way in content().team_ways.values()
        ],
    }
