"""Faults in what rules, plans, cautions and uses say about answers: they read only what they are meant to."""

from collections.abc import Iterable, Iterator, Mapping

from decision.content import content
from decision.core.framework.model import Framework, Question

Known = Mapping[str, set[str]]
"""Question, or "verdict" -> the options that may be named."""


def find_condition_faults(framework: Framework) -> Iterator[str]:
    """Yield each condition that reads what it may not, or names what there is not."""
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


def _find_unknown(place: str, when: Mapping[str, tuple[str, ...]], known: Known) -> Iterator[str]:
    for key, options in when.items():
        if key not in known:
            yield f"{place}: may not read {key!r}."
        elif not options:
            yield f"{place}: {key} names no option, so it never holds."
        else:
            yield from (f"{place}: {key} has no option {option!r}." for option in options if option not in known[key])


def _find_tag_faults(framework: Framework) -> Iterator[str]:
    uses, plans = {*framework.uses}, {plan.key for plan in framework.plans}
    tags = [
        *((f"question {question.key}: asked_for", question.asked_for, uses) for question in framework.questions),
        *((f"plan {plan.key}: uses", plan.uses, uses) for plan in framework.plans),
        *((f"caution {caution.key}: uses", caution.uses, uses) for caution in framework.cautions),
        *((f"caution {caution.key}: plans", caution.plans, plans) for caution in framework.cautions),
    ]
    for place, tag, known in tags:
        yield from (f"{place}: there is no {key!r}." for key in (() if tag == "all" else tag) if key not in known)


def _find_implied_faults(framework: Framework, known: Known) -> Iterator[str]:
    for question in framework.questions:
        for option in question.options:
            place = f"question {question.key}: option {option.key}: implies"
            implied = {key: (value,) for key, value in option.implies.items()}
            yield from _find_unknown(place, implied, known if question.key == "use" else {})


def _find_plan_faults(framework: Framework) -> Iterator[str]:
    if not framework.plans or {} not in framework.plans[-1].when:
        yield "plan: the last one must hold always (when = [{}])."
    for plan in framework.plans:
        if plan.key not in content().plans:
            yield f"plan {plan.key}: has no words in plans.toml."
