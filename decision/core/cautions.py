"""The cautions: what to keep in mind, chosen by the answers that count, the uses and the plan."""

from collections.abc import Sequence

from decision.conditions import Facts, fits, holds
from decision.core.answers import Answers
from decision.core.framework import Caution, Framework, VerdictKey
from decision.core.plan import list_plan_questions


def list_facts(framework: Framework, answers: Answers, verdict: VerdictKey | None, plan: str | None) -> Facts:
    """Return what holds: the options that count over all uses, and the verdict and plan once they are known."""
    practical = [*list_plan_questions(framework, answers.uses), *framework.caution_questions]
    found = {key: find_options_that_count(framework, answers, key) for key in framework.lowest_options if key != "use"}
    found |= {question.key: tuple(filter(None, [answers.get(question.key)])) for question in practical}
    found |= {"use": answers.uses, "verdict": tuple(filter(None, [verdict])), "plan": tuple(filter(None, [plan]))}
    return {key: options for key, options in found.items() if options}


def find_options_that_count(framework: Framework, answers: Answers, key: str) -> tuple[str, ...]:
    """Return the options of a verdict question over all uses: what a use implies, else the answer where it is asked."""
    given, asked_for = answers.get(key), framework.by_key[key].asked_for
    found = {
        framework.uses[use].implies.get(key, given if not asked_for or use in asked_for else None)
        for use in answers.uses
    } or {given}
    return tuple(option for option in framework.by_key[key].by_key if option in found)


def find_cautions(framework: Framework, facts: Facts, possible_plans: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the cautions that hold with any of the possible plans."""
    return tuple(caution.key for caution in framework.cautions if _applies(caution, facts, possible_plans))


def find_caution_questions(framework: Framework, answers: Answers, plan: str | None) -> tuple[str, ...]:
    """Return the open questions that can still bring a caution with this plan: they are asked last, if at all."""
    read = {
        key
        for caution in framework.cautions
        if plan and fits(caution.uses, answers.uses) and fits(caution.plans, (plan,))
        for when in caution.when
        for key in when
    }
    return tuple(q.key for q in framework.caution_questions if q.key in read and q.key not in answers)


def _applies(caution: Caution, facts: Facts, possible_plans: Sequence[str]) -> bool:
    return (
        fits(caution.uses, facts.get("use", ()))
        and all(fits(caution.plans, (plan,)) for plan in possible_plans)
        and any(holds(when, facts) for when in caution.when)
    )
