"""The advice as a plain document of JSON types: what `/advice.json` and `advise` print.

The keys are a public interface. They are described for readers in docs/json.md.
"""

from typing import Any

from decision.advice import Advice
from decision.content import content
from decision.scoring import Contribution


def document_advice(advice: Advice) -> dict[str, Any]:
    """Return the advice as a dictionary of JSON types, keys in their documented order."""
    return {
        "framework": {"version": advice.framework.version, "sha256": advice.framework.sha256},
        "answers": advice.answers.as_dict(),
        "missing": list(advice.missing),
        "settled": advice.settled,
        "verdict": advice.verdict,
        "possible_verdicts": list(advice.possible_verdicts),
        "stakes": advice.stakes,
        "stakes_at_least": advice.stakes_at_least,
        "uses": [{"use": use.use, "verdict": use.verdict, "stakes": use.stakes} for use in advice.uses],
        "contributions": [document_contribution(row) for row in advice.contributions],
        "plan": advice.plan,
        "cautions": list(advice.cautions),
        "package": advice.package.slug if advice.package else None,
    }


def document_contribution(row: Contribution) -> dict[str, Any]:
    """Return one contribution with the document and the heading that it rests on."""
    claim = content().claims[row.source]
    return {
        "question": row.question,
        "option": row.option,
        "points": row.points,
        "document": claim.document,
        "heading": claim.heading,
        "rule": row.rule,
        "implied": row.implied,
    }
