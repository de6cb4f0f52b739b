"""What the report says beyond the page's result: what fits on paper, and the way back to the site. No Django here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from decision.content import content
from decision.content.model import Destination, Evidence
from decision.core.advice import Advice
from decision.core.turnaround import Delivery, is_business_day, plan_delivery
from decision.pages.charts import Bar
from decision.pages.words import AnsweredQuestion, StakesRow

MOST_FINDINGS = 2
"""Findings on each side of the evidence; the rest stands on the site."""
EXAMPLE_DAYS = 3


@dataclass(frozen=True)
class Findings:
    """The findings of one side that touch this advice most, and how many more the site has."""

    shown: tuple[Evidence, ...]
    more: int


def gather_report(advice: Advice, result: dict[str, Any], *, today: date, delivery: Delivery | None) -> dict[str, Any]:
    """Return what the report's template needs on top of the page's `result` (see `gather_result`)."""
    rows: list[tuple[StakesRow, Bar]] = result["bars"]
    places = list_destinations(advice) if result["has_session"] or advice.plan == "keep-current" else []
    cited = {row.contribution.source for row, _ in rows}
    return {
        "counted": [(row, bar) for row, bar in rows if row.contribution.points],
        "uncounted": [row for row, _ in rows if not row.contribution.points],
        "verdicts_differ": len({use.verdict for use in advice.uses}) > 1,
        "told_for_plan": list_told_for_plan(advice, result["answered"]),
        "destinations": [place for place in places if is_specified(place)],
        "silent": [place for place in places if not is_specified(place)],
        "examples": list_examples(advice, today) if result["at_gorn"] and delivery is None else [],
        "against": pick_findings(result["against"], cited),
        "in_favor": pick_findings(result["in_favor"], cited),
    }


def list_told_for_plan(advice: Advice, answered: Sequence[AnsweredQuestion]) -> list[AnsweredQuestion]:
    """Return the answers that made the plan and never touched the verdict."""
    return [item for item in answered if item.question.decides == "plan"]


def list_destinations(advice: Advice) -> list[Destination]:
    """Return the places of all uses, each once."""
    return list(
        dict.fromkeys(
            place for use in advice.answers.uses for place in content().destinations_for(use, advice.possible_plans)
        )
    )


def is_specified(place: Destination) -> bool:
    """Whether anything is known about the pictures that a place takes."""
    return any((place.pixels, place.ratio, place.file_size, place.formats, place.content))


def list_examples(advice: Advice, today: date) -> list[Delivery]:
    """Return what the next few working days would give as session days. Whether the studio is free is not known."""
    days = (today + timedelta(days=ahead) for ahead in range(1, 14))
    working = [day for day in days if is_business_day(day)]
    deadline = advice.answers.get("deadline")
    return [plan_delivery(day, deadline=deadline, today=today) for day in working[:EXAMPLE_DAYS]]


def pick_findings(findings: Sequence[Evidence], cited: set[str]) -> Findings:
    """Return the findings that touch the claims cited for this verdict most; of equals the earlier in the list."""
    ranked = sorted(findings, key=lambda finding: -len(cited.intersection(finding.claims_touched)))
    shown = set(ranked[:MOST_FINDINGS])
    return Findings(tuple(f for f in findings if f in shown), len(findings) - len(shown))
