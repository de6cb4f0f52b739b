"""The advice as a plain document of JSON types: what `/advice.json` and `advise` print.

The keys are a public interface. They are described for readers in docs/json.md.
"""

from collections.abc import Sequence
from typing import Any

from decision.content import content
from decision.core.advice import Advice, advise
from decision.core.explain import Change, find_because, find_changes, find_firmness
from decision.core.own_reading import set_aside
from decision.core.readings import Reading
from decision.core.scoring import Contribution


def document_advice(advice: Advice, contested: Sequence[str] = ()) -> dict[str, Any]:
    """Return the advice as a dictionary of JSON types, keys in their documented order.

    `contested` are the keys that the person sets aside, from `read_contested`; their own reading
    then stands beside the verdict, which stays the framework's.
    """
    explained = _document_explanations(advice)
    readings = {"readings": [document_reading(reading) for reading in advice.readings]} if advice.readings else {}
    own = {"own_reading": _document_own_reading(advice, tuple(contested))} if contested else {}
    return _document_verdict(advice) | explained | readings | own


def _document_verdict(advice: Advice) -> dict[str, Any]:
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


def _document_explanations(advice: Advice) -> dict[str, Any]:
    because = find_because(advice.framework, advice.answers)
    changes = find_changes(advice.framework, advice.answers)
    firmness = find_firmness(advice.framework, advice.answers)
    return {
        "because": None if because is None else list(because),
        "what_would_change": None if changes is None else [document_change(change) for change in changes],
        "firmness": firmness.word if firmness else None,
    }


def _document_own_reading(advice: Advice, contested: tuple[str, ...]) -> dict[str, Any]:
    own = advise(set_aside(advice.framework, contested), advice.answers)
    return {
        "without": list(contested),
        "verdict": own.verdict,
        "possible_verdicts": list(own.possible_verdicts),
        "stakes": own.stakes,
        "stakes_at_least": own.stakes_at_least,
        "plan": own.plan,
    }


def document_reading(reading: Reading) -> dict[str, Any]:
    """Return some options of a question left open, and the verdicts and plans possible with them."""
    return {
        "question": reading.question,
        "options": list(reading.options),
        "verdicts": list(reading.verdicts),
        "plans": list(reading.plans),
    }


def document_change(change: Change) -> dict[str, Any]:
    """Return what is changed (the whole new list for `use`) and the verdict that it certainly gives."""
    return {"changes": change.options, "verdict": change.verdict}


def document_contribution(row: Contribution) -> dict[str, Any]:
    """Return one contribution with the document and heading it rests on, or the outside source and no heading."""
    document, heading = content().cite(row.source)
    return {
        "question": row.question,
        "option": row.option,
        "points": row.points,
        "document": document,
        "heading": heading,
        "rule": row.rule,
        "implied": row.implied,
    }
