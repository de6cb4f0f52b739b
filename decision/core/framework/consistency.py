"""Checks of a framework file that its types cannot make. Each fault says where in the file it is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from decision.content import content
from decision.core.framework.model import Framework, Question, Rule
from decision.core.framework.odd_spots import find_look_faults

KEY = re.compile("[a-z0-9-]+")
"""A key of a question or an option: addresses contain it as it is."""

VERDICTS = (["ai", "ai-for-now", "studio"], ["ai", "ai-for-now", "plain", "studio"])

NEEDED = {"use": "verdict", "viewer": "verdict", "budget": "plan"}
"""The questions that code speaks of by name, and what each must decide."""


def find_fault(framework: Framework) -> str | None:
    """Return the first fault as one sentence that begins with where it is, or None."""
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
    for where, keys in groups.items():
        for key, count in Counter(keys).items():
            if count > 1:
                yield f"{where} {key}: appears {count} times."


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
        yield "question use: must come first."
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
    where = f"question {question.key}"
    if not question.options:
        yield f"{where}: has no option."
    levels = [option.level for option in question.options]
    if not question.ordered and any(level is not None for level in levels):
        yield f"{where}: has levels but is not ordered."
    if question.ordered and None in levels:
        yield f"{where}: is ordered, so every option needs a level."
    elif question.ordered and levels != sorted(levels, key=lambda level: level or 0):
        yield f"{where}: options must go from the lowest level to the highest."
    for level, options in question.levels.items():
        if len({option.points for option in options}) > 1:
            yield f"{where}: options on level {level} must have the same points."


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
    for where, source in parts:
        if source not in known:
            yield f"{where}: cites {source!r}, which is the key of no claim and no evidence."


Known = Mapping[str, set[str]]
"""Question, or "verdict" -> the options that may be named."""


def find_condition_faults(framework: Framework) -> Iterator[str]:
    """Yield each condition that reads what it may not read, or names what doesn't exist."""
    verdicts: Known = {"verdict": {verdict.key for verdict in framework.verdicts}}
    weighed = _list_known(framework.verdict_questions)
    practical = _list_known(framework.plan_questions)
    wearing = _list_known(framework.caution_questions)
    for rule in framework.rules:
        yield from _find_unknown(f"rule {rule.key}: when", rule.when, weighed)
    for plan in framework.plans:
        for when in plan.when:
            yield from _find_unknown(f"plan {plan.key}: when", when, {**practical, **verdicts})
        for when in plan.unless:
            yield from _find_unknown(f"plan {plan.key}: unless", when, {"use": weighed["use"], **practical, **verdicts})
        yield from _find_unknown(f"plan {plan.key}: needs", plan.needs, practical)
    for caution in framework.cautions:
        known = {**weighed, **practical, **wearing, **verdicts}
        for when in caution.when:
            yield from _find_unknown(f"caution {caution.key}: when", when, known)
    yield from _find_tag_faults(framework)
    yield from _find_implied_faults(framework, {key: known for key, known in weighed.items() if key != "use"})
    yield from _find_plan_faults(framework)


def _list_known(questions: Iterable[Question]) -> Known:
    return {question.key: set(question.by_key) for question in questions}


def _find_unknown(where: str, when: Mapping[str, tuple[str, ...]], known: Known) -> Iterator[str]:
    for key, options in when.items():
        if key not in known:
            yield f"{where}: may not read {key!r}."
        elif not options:
            yield f"{where}: {key} names no option, so it never holds."
        else:
            yield from (f"{where}: {key} has no option {option!r}." for option in options if option not in known[key])


def _find_tag_faults(framework: Framework) -> Iterator[str]:
    uses, plans = {*framework.uses}, {plan.key for plan in framework.plans}
    tags = [
        *((f"question {question.key}: asked_for", question.asked_for, uses) for question in framework.questions),
        *((f"plan {plan.key}: uses", plan.uses, uses) for plan in framework.plans),
        *((f"caution {caution.key}: uses", caution.uses, uses) for caution in framework.cautions),
        *((f"caution {caution.key}: plans", caution.plans, plans) for caution in framework.cautions),
    ]
    for where, tag, known in tags:
        yield from (f"{where}: there is no {key!r}." for key in (() if tag == "all" else tag) if key not in known)


def _find_implied_faults(framework: Framework, known: Known) -> Iterator[str]:
    for question in framework.questions:
        for option in question.options:
            where = f"question {question.key}: option {option.key}: implies"
            implied = {key: (value,) for key, value in option.implies.items()}
            yield from _find_unknown(where, implied, known if question.key == "use" else {})


def _find_plan_faults(framework: Framework) -> Iterator[str]:
    if not framework.plans or {} not in framework.plans[-1].when:
        yield "plan: the last one must hold always (when = [{}])."
    for plan in framework.plans:
        if plan.key not in content().plans:
            yield f"plan {plan.key}: has no words in plans.toml."


INDEX_RANGE = range(101)


def find_weight_faults(framework: Framework) -> Iterator[str]:
    """Yield each weight, price and rule that could give a wrong index."""
    yield from _find_point_faults(framework)
    yield from _find_price_faults(framework)
    for rule in framework.rules:
        yield from _find_rule_faults(framework, rule)
    floors = [rule for rule in framework.rules if rule.kind == "floor"]
    caps = [rule for rule in framework.rules if rule.kind == "cap"]
    for floor, cap in product(floors, caps):
        if floor.index > cap.index and _can_hold_together(framework, floor, cap):
            yield f"rule {floor.key}: is a floor above the cap {cap.key} that can hold together with it."


def _find_point_faults(framework: Framework) -> Iterator[str]:
    for question in (*framework.plan_questions, *framework.caution_questions):
        for option in question.options:
            if option.points:
                where = f"question {question.key}: option {option.key}"
                yield f"{where}: has points, but decides only the {question.decides}."
    for question in framework.verdict_questions:
        if question.lowest.points != 0:
            yield f"question {question.key}: points: the lowest option must have 0, not {question.lowest.points}."
    highest = sum(max(o.points for o in q.options) for q in framework.verdict_questions)
    if highest not in INDEX_RANGE:
        yield f"points: the highest sum is {highest}; it must stay within 0 to 100."


def _find_price_faults(framework: Framework) -> Iterator[str]:
    cuts = {option.up_to for option in framework.by_key["budget"].options}
    for price in (framework.price_bands.cheapest, framework.price_bands.top):
        if price - 1 not in cuts:
            yield f"price_bands: no budget option ends (up_to) one dollar under {price}."


def _find_rule_faults(framework: Framework, rule: Rule) -> Iterator[str]:
    if rule.index not in INDEX_RANGE or framework.verdict_of(rule.index) != rule.verdict:
        yield f"rule {rule.key}: index {rule.index} does not give the verdict {rule.verdict}."
    if not rule.when:
        yield f"rule {rule.key}: when: reads no question."
    if rule.key in framework.by_key:
        yield f"rule {rule.key}: has the key of a question, so nobody could set just one of the two aside."
    for key, named in rule.when.items():
        for rank in framework.by_key[key].ranks:
            missing = [option.key for option in rank if option.key not in named]
            if 0 < len(missing) < len(rank):
                yield f"rule {rule.key}: when: {key} leaves out {missing[0]!r}, which is level with one it names."


def _can_hold_together(framework: Framework, one: Rule, other: Rule) -> bool:
    """Whether some set of answers lets both rules hold, the answers that a use fixes taken into account."""
    for use in framework.uses:
        fixed = {"use": {use}} | {key: {value} for key, value in framework.fixed[use].items()}
        rooms = (
            fixed.get(key, set(framework.by_key[key].by_key))
            & set(one.when.get(key, framework.by_key[key].by_key))
            & set(other.when.get(key, framework.by_key[key].by_key))
            for key in {*one.when, *other.when, *fixed}
        )
        if all(rooms):
            return True
    return False
