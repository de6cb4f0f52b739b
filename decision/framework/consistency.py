"""What a framework file must keep that its types cannot say. Each fault names its place in the file."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

from decision.content import content
from decision.framework.model import Framework, Question, Rule

INDEX_RANGE = range(101)


def find_fault(framework: Framework) -> str | None:
    """Return the first fault as one sentence that begins with its place, or None."""
    return next(find_faults(framework), None)


def find_faults(framework: Framework) -> Iterator[str]:
    """Yield every fault, the most basic first: later checks rely on the earlier ones."""
    structure = [*_find_repeats(framework), *_find_structural_faults(framework)]
    yield from structure
    yield from _find_unknown_sources(framework)
    if not structure:
        yield from _find_condition_faults(framework)
        yield from _find_point_faults(framework)
        yield from _find_rule_faults(framework)


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
    if [verdict.key for verdict in framework.verdicts] != ["ai", "ai-for-now", "studio"]:
        yield "verdict: must be ai, ai-for-now and studio, in this order."
    thresholds = [verdict.threshold for verdict in framework.verdicts]
    if thresholds[:1] != [0] or thresholds != sorted(set(thresholds)) or thresholds[-1] not in INDEX_RANGE:
        yield "verdict: thresholds (from) must rise from 0 and stay within 0 to 100."
    if [question.key for question in framework.questions if question.many] != ["use"]:
        yield "question: exactly one, use, takes many answers."
    elif framework.questions[0].key != "use":
        yield "question use: must stand first."
    if "viewer" not in framework.by_key:
        yield "question viewer: is missing."
    for question in framework.questions:
        yield from _find_level_faults(question)


def _find_level_faults(question: Question) -> Iterator[str]:
    place = f"question {question.key}"
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
    ]
    known = content().claims
    for place, source in parts:
        if source not in known:
            yield f"{place}: cites {source!r}, which no claim has as its id."


def _find_condition_faults(framework: Framework) -> Iterator[str]:
    verdicts: set[str] = {verdict.key for verdict in framework.verdicts}
    weighed = {q.key: set(q.by_key) for q in framework.verdict_questions}
    everything = {q.key: set(q.by_key) for q in framework.questions} | {"verdict": verdicts}
    practical = {q.key: set(q.by_key) for q in framework.plan_questions} | {"verdict": verdicts}
    for rule in framework.rules:
        yield from _find_unknown(f"rule {rule.key}: when", rule.when, weighed)
    for plan in framework.plans:
        for when in plan.when:
            yield from _find_unknown(f"plan {plan.key}: when", when, practical)
    for caution in framework.cautions:
        for when in caution.when:
            yield from _find_unknown(f"caution {caution.key}: when", when, everything)
    for option in framework.uses.values():
        implied = {key: (value,) for key, value in option.implies.items()}
        place = f"question use: option {option.key}: implies"
        yield from _find_unknown(place, implied, {"viewer": weighed["viewer"]})
    if not framework.plans or {} not in framework.plans[-1].when:
        yield "plan: the last one must hold always (when = [{}])."


def _find_unknown(place: str, when: Mapping[str, tuple[str, ...]], known: Mapping[str, set[str]]) -> Iterator[str]:
    for key, options in when.items():
        if key not in known:
            yield f"{place}: may not read {key!r}."
            continue
        for option in options:
            if option not in known[key]:
                yield f"{place}: {key} has no option {option!r}."


def _find_point_faults(framework: Framework) -> Iterator[str]:
    for question in framework.plan_questions:
        for option in question.options:
            if option.points:
                yield f"question {question.key}: option {option.key}: has points, but decides only the plan."
    for question in framework.verdict_questions:
        if question.lowest.points != 0:
            yield f"question {question.key}: points: the lowest option must have 0, not {question.lowest.points}."
    highest = sum(max(o.points for o in q.options) for q in framework.verdict_questions)
    if highest not in INDEX_RANGE:
        yield f"points: the highest sum is {highest}; it must stay within 0 to 100."


def _find_rule_faults(framework: Framework) -> Iterator[str]:
    for rule in framework.rules:
        if rule.index not in INDEX_RANGE or framework.verdict_of(rule.index) != rule.verdict:
            yield f"rule {rule.key}: index {rule.index} does not give the verdict {rule.verdict}."
    floors = [rule for rule in framework.rules if rule.kind == "floor"]
    caps = [rule for rule in framework.rules if rule.kind == "cap"]
    for floor, cap in product(floors, caps):
        if _meet(framework, floor, cap):
            yield f"rule {floor.key}: is a floor that can hold together with the cap {cap.key}."


def _meet(framework: Framework, one: Rule, other: Rule) -> bool:
    """Whether some set of answers lets both rules hold, implied viewers taken into account."""
    for use in framework.uses.values():
        fixed = {"use": {use.key}} | {key: {value} for key, value in use.implies.items()}
        rooms = (
            fixed.get(key, set(framework.by_key[key].by_key))
            & set(one.when.get(key, framework.by_key[key].by_key))
            & set(other.when.get(key, framework.by_key[key].by_key))
            for key in {*one.when, *other.when, *fixed}
        )
        if all(rooms):
            return True
    return False
