"""The advice and the framework as JSON; the advice for one set of answers, or a line for each of many.

The keys are a public interface. They are described for readers in docs/json.md.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from decision.content import content
from decision.content.freshness import find_last_change
from decision.core.advice import Advice, advise
from decision.core.answers import AnswerError, read_answers
from decision.core.explain import Change, find_because, find_changes, find_firmness
from decision.core.framework import Framework
from decision.core.own_reading import set_aside
from decision.core.packages import PackageOffer
from decision.core.readings import Reading
from decision.core.scoring import Contribution


def document_advice(advice: Advice, contested: Sequence[str] = ()) -> dict[str, Any]:
    """Return the advice as a dictionary of JSON types, keys in their documented order.

    `contested` are the keys that the person sets aside, from `read_contested`. Their own reading is then added, and
    the verdict stays the framework's.
    """
    explained = _document_explanations(advice)
    readings = {"readings": [document_reading(reading) for reading in advice.readings]} if advice.readings else {}
    own = {"own_reading": _document_own_reading(advice, tuple(contested))} if contested else {}
    return _document_verdict(advice) | explained | readings | own


def _document_verdict(advice: Advice) -> dict[str, Any]:
    return {
        "framework": {"version": advice.framework.version, "sha256": advice.framework.sha256},
        "facts": find_last_change().isoformat(),
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
    because = find_because(advice)
    changes = find_changes(advice)
    firmness = find_firmness(advice)
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
    """Return what changes (for `use`, the whole new list) and the verdict that follows for certain."""
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


REPLACED = "\ufffd"
"""Is in the place of bytes that were no text."""


def advise_lines(
    framework: Framework, lines: Iterable[str], offers: Sequence[PackageOffer] = ()
) -> Iterator[dict[str, Any]]:
    """Yield the advice for each line that isn't blank, or {"error": sentence} when the line is wrong."""
    for line in lines:
        if not line.strip():
            continue
        try:
            answers = read_answers(framework, _read_object(line))
        except AnswerError as error:
            yield {"error": str(error)}
        else:
            yield document_advice(advise(framework, answers, offers))


def _read_object(line: str) -> dict[str, Any]:
    if REPLACED in line:
        raise AnswerError("This line is not JSON.")
    try:
        # Files that were put together have the mark of each in the middle.
        found = json.loads(line.removeprefix("\ufeff"), object_pairs_hook=_refuse_repeats)
    except AnswerError:
        raise
    except (ValueError, RecursionError) as error:
        raise AnswerError("This line is not JSON.") from error
    if not isinstance(found, dict):
        raise AnswerError("This line is not a JSON object.")
    return found


def _refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise AnswerError("A question appears more than once in this object.")
    return found


def document_framework(framework: Framework) -> dict[str, Any]:
    """Return a version of the framework as a dictionary of JSON types: questions, points, rules, plans and cautions.

    The names are those of its file; each source is also given in words.
    """
    document: dict[str, Any] = msgspec.to_builtins(framework)
    parts = {key: _name_sources(part) for key, part in document.items()}
    return {"version": framework.version, "sha256": framework.sha256} | parts


def _name_sources(part: object) -> object:
    """Return a part of the document in which each `source` has its document and heading beside it."""
    if isinstance(part, list | tuple):
        return [_name_sources(item) for item in part]
    if not isinstance(part, dict):
        return part
    named = {key: _name_sources(value) for key, value in part.items()}
    if "source" in named:
        named["document"], named["heading"] = content().cite(part["source"])
    return named
