"""Faults in points, prices, floors and caps."""

from collections.abc import Iterator
from itertools import product

from decision.core.framework.model import Framework, Rule

INDEX_RANGE = range(101)


def find_weight_faults(framework: Framework) -> Iterator[str]:
    """Yield each weight that could lead an index astray."""
    yield from _find_point_faults(framework)
    yield from _find_price_faults(framework)
    for rule in framework.rules:
        yield from _find_rule_faults(framework, rule)
    floors = [rule for rule in framework.rules if rule.kind == "floor"]
    caps = [rule for rule in framework.rules if rule.kind == "cap"]
    for floor, cap in product(floors, caps):
        if floor.index > cap.index and _meet(framework, floor, cap):
            yield f"rule {floor.key}: is a floor above the cap {cap.key} that can hold together with it."


def _find_point_faults(framework: Framework) -> Iterator[str]:
    for question in (*framework.plan_questions, *framework.caution_questions):
        for option in question.options:
            if option.points:
                place = f"question {question.key}: option {option.key}"
                yield f"{place}: has points, but decides only the {question.decides}."
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


def _meet(framework: Framework, one: Rule, other: Rule) -> bool:
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
