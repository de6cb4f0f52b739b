"""What a framework file must keep that its types cannot say. Each fault names its place in the file."""

import re
from collections import Counter
from collections.abc import Iterator

from decision.content import content
from decision.core.framework.condition_faults import find_condition_faults
from decision.core.framework.model import Framework, Question
from decision.core.framework.odd_spots import find_look_faults
from decision.core.framework.weight_faults import INDEX_RANGE, find_weight_faults

KEY = re.compile("[a-z0-9-]+")
"""A key of a question or an option: addresses contain it as it is."""

VERDICTS = (["ai", "ai-for-now", "studio"], ["ai", "ai-for-now", "plain", "studio"])

NEEDED = {"use": "verdict", "viewer": "verdict", "budget": "plan"}
"""The questions that code speaks of by name, and what each must decide."""


def find_fault(framework: Framework) -> str | None:
    """Return the first fault as one sentence that begins with its place, or None."""
    return next(find_faults(framework), None)


def find_faults(framework: Framework) -> Iterator[str]:
    """Yield faults, the most basic first. Later checks rely on the earlier ones, and are left out after a fault."""
    yield from _find_unknown_sources(framework)
    for find in (_find_repeats, _find_structural_faults, find_condition_faults, find_weight_faults, find_look_faults):
        faults = list(find(framework))
        yield from faults
        if faults:
            return


def _find_repeats(framework: Framework) -> Iterator[str]:
    groups: dict[str, list[str]] = {
        "verdict": [verdict.key for verdict in framework.verdicts],
        "question": [question.key for question in framework.questions],
        "rule": [rule.key for rule in framework.rules],
        "plan": [plan.key for plan in framework.plans],
        "caution": [caution.key for caution in framework.cautions],
    }
    for question in framework.questions:
        groups[f"question {question.key}: option"] = [option.key for option in question.options]
    for place, keys in groups.items():
        for key, count in Counter(keys).items():
            if count > 1:
                yield f"{place} {key}: stands {count} times."


def _find_structural_faults(framework: Framework) -> Iterator[str]:
    if [verdict.key for verdict in framework.verdicts] not in VERDICTS:
        yield "verdict: must be ai, ai-for-now and studio, in this order; plain may come before studio."
    thresholds = [verdict.threshold for verdict in framework.verdicts]
    if thresholds[:1] != [0] or thresholds != sorted(set(thresholds)) or thresholds[-1] not in INDEX_RANGE:
        yield "verdict: thresholds (from) must rise from 0 and stay within 0 to 100."
    yield from _find_missing_questions(framework)
    for question in framework.questions:
        yield from _find_key_faults(question)
        yield from _find_level_faults(question)


def _find_missing_questions(framework: Framework) -> Iterator[str]:
    if [question.key for question in framework.questions if question.many] != ["use"]:
        yield "question: exactly one, use, takes many answers."
    elif framework.questions[0].key != "use":
        yield "question use: must stand first."
    for key, decides in NEEDED.items():
        if key not in framework.by_key:
            yield f"question {key}: is missing."
        elif framework.by_key[key].decides != decides:
            yield f"question {key}: must decide the {decides}."


def _find_key_faults(question: Question) -> Iterator[str]:
    for key in (question.key, *(option.key for option in question.options)):
        if not KEY.fullmatch(key):
            yield f"question {question.key}: key {key!r} may hold lower-case letters, digits and hyphens only."


def _find_level_faults(question: Question) -> Iterator[str]:
    place = f"question {question.key}"
    if not question.options:
        yield f"{place}: has no option."
    levels = [option.level for option in question.options]
    if not question.ordered and any(level is not None for level in levels):
        yield f"{place}: has levels but is not ordered."
    if question.ordered and None in levels:
        yield f"{place}: is ordered, so every option needs a level."
    elif question.ordered and levels != sorted(levels, key=lambda level: level or 0):
        yield f"{place}: options must stand from the lowest level to the highest."
    for level, options in question.levels.items():
        if len({option.points for option in options}) > 1:
            yield f"{place}: options on level {level} must have the same points."


def _find_unknown_sources(framework: Framework) -> Iterator[str]:
    parts = [
        ("price_bands", framework.price_bands.source),
        *((f"verdict {part.key}", part.source) for part in framework.verdicts),
        *((f"question {part.key}", part.source) for part in framework.questions),
        *((f"question {q.key}: option {o.key}", o.source) for q in framework.questions for o in q.options),
        *((f"rule {part.key}", part.source) for part in framework.rules),
        *((f"plan {part.key}", part.source) for part in framework.plans),
        *((f"caution {part.key}", part.source) for part in framework.cautions),
        *((f"look {part.verdict}", part.source) for part in framework.looks),
    ]
    known = {*content().claims, *content().evidence}
    for place, source in parts:
        if source not in known:
            yield f"{place}: cites {source!r}, which is the key of no claim and no evidence."
