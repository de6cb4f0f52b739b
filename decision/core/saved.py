"""Derive a saved result again, and say what changed since: the result, the rules, or the facts that it rests on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from decision.content import content
from decision.content.freshness import Change, list_changes
from decision.content.model import Fact
from decision.core.advice import Advice, advise
from decision.core.answers import AnswerError, read_answers
from decision.core.as_json import document_advice
from decision.core.framework import Framework, FrameworkError, load_framework
from decision.core.own_reading import read_contested
from decision.core.versions import NewerResult, find_newer_difference

NOT_DERIVED = ("framework", "facts", "package")
"""Compared by other means, or, like the package, not a matter of the rules: it depends on what the studio sells."""


class SavedResultError(ValueError):
    """This is no saved result. The message says why, in plain words."""


@dataclass(frozen=True)
class Difference:
    """A part of the result that comes out otherwise today."""

    key: str
    saved: Any
    now: Any


@dataclass(frozen=True)
class CheckedResult:
    """A saved result compared with what the same version of the rules gives today."""

    advice: Advice
    differences: tuple[Difference, ...]
    rules_changed: bool
    """Whether the file of this version has another hash than when the result was saved. Words may have changed only."""
    newer: NewerResult | None
    """What the newest version gives, if that differs."""
    since: date
    """Facts changed after this day count."""
    changes: tuple[Change, ...]
    """Changes to facts that the result rests on, the latest first."""


def read_saved(text: bytes) -> dict[str, Any]:
    """Return the saved result.

    Raises:
        SavedResultError: the text is not JSON, or not an object.
    """
    try:
        saved = json.loads(text)  # in UTF-8, UTF-16 or UTF-32, as its first bytes say
    except (ValueError, RecursionError) as error:
        raise SavedResultError("This is not JSON.") from error
    if not isinstance(saved, dict):
        raise SavedResultError("This is not a JSON object.")
    return saved


def check_saved(saved: Mapping[str, Any]) -> CheckedResult:
    """Derive a saved result again by the version of the rules that it names.

    Raises:
        SavedResultError: it names no version or answers that we know.
    """
    framework, sha256 = _read_framework(saved)
    advice, contested = _read_advice(framework, saved)
    now = document_advice(advice, contested)
    since = _read_since(framework, saved)
    return CheckedResult(
        advice=advice,
        differences=tuple(
            Difference(key, value, now.get(key))
            for key, value in saved.items()
            if key not in NOT_DERIVED and value != now.get(key)
        ),
        rules_changed=sha256 != framework.sha256,
        newer=find_newer_difference(advice),
        since=since,
        changes=tuple(change for change in list_changes() if change.look.on > since and rests_on(advice, change.fact)),
    )


def _read_framework(saved: Mapping[str, Any]) -> tuple[Framework, str]:
    match saved.get("framework"):
        case {"version": str(version), "sha256": str(sha256)}:
            try:
                return load_framework(version), sha256
            except FrameworkError as error:
                raise SavedResultError(str(error)) from error
    raise SavedResultError("This is no result of ours: `framework` needs a version and a sha256.")


def _read_advice(framework: Framework, saved: Mapping[str, Any]) -> tuple[Advice, tuple[str, ...]]:
    answers: Any = saved.get("answers")
    own = saved.get("own_reading", {})
    for key, part in (("answers", answers), ("own_reading", own)):
        if not isinstance(part, dict):
            raise SavedResultError(f"This is no result of ours: `{key}` is not an object.")
    without = own.get("without", [])
    if not isinstance(without, list | tuple) or not all(isinstance(key, str) for key in without):
        raise SavedResultError("This is no result of ours: `without` is not a list of keys.")
    try:
        contested = read_contested(framework, without)
        return advise(framework, read_answers(framework, answers)), contested
    except (AnswerError, FrameworkError) as error:
        raise SavedResultError(str(error)) from error


def _read_since(framework: Framework, saved: Mapping[str, Any]) -> date:
    """Return the day up to which the result knew the facts. Older results don't say, so it's that of their rules."""
    if "facts" not in saved:
        return framework.published
    try:
        return date.fromisoformat(saved["facts"])
    except (TypeError, ValueError) as error:
        raise SavedResultError("This is no result of ours: `facts` is not a day.") from error


def rests_on(advice: Advice, fact: Fact) -> bool:
    """Whether a result shows this fact: as the source of points, as evidence, or as what a place asks."""
    uses, plans = advice.answers.uses, advice.possible_plans
    cited = {row.source for row in advice.contributions}
    places = {place.name for use in uses for place in content().destinations_for(use, plans)}
    evidence = {finding.name for finding in content().evidence_for(uses, plans)}
    return fact.name in places | evidence or (fact.file != "destinations" and fact.key in cited)
