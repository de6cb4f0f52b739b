"""The framework itself in words: its lines, rules and plans, made from the data that decides."""

from typing import Any

from decision.content import content
from decision.core.conditions import Condition
from decision.core.framework import Framework
from decision.pages.proof import gather_proof
from decision.pages.words import SHORT_VERDICTS, join_words, list_evidence


def gather_framework(framework: Framework) -> dict[str, Any]:
    """Return the template context of the page that shows one framework version in full."""
    return {
        "framework": framework,
        **gather_proof(framework),
        "content": content(),
        "verdict_lines": describe_verdicts(framework),
        "rules": [{"rule": rule, "conditions": describe_condition(framework, rule.when)} for rule in framework.rules],
        "plans": [
            {"plan": plan, "text": content().plans[plan.key], "when": describe_plan_conditions(framework, plan.when)}
            for plan in framework.plans
        ],
        "against": list_evidence("ai"),
        "either_way": list_evidence("neither"),
        "in_favor": list_evidence("studio"),
    }


def describe_verdicts(framework: Framework) -> list[dict[str, Any]]:
    """Return each verdict with its line on the scale and its words."""
    return [{"verdict": verdict, "text": content().verdicts[verdict.key]} for verdict in framework.verdicts]


def describe_condition(framework: Framework, when: Condition) -> list[str]:
    """Return one phrase for each question that a condition reads."""
    return [f"{_name(framework, key)}: {_list_options(framework, key, options)}" for key, options in when.items()]


def describe_plan_conditions(framework: Framework, conditions: tuple[Condition, ...]) -> str:
    """Return the alternatives of a plan in one phrase."""
    phrases = [" and ".join(describe_condition(framework, when)) for when in conditions if when]
    return "When " + "; or ".join(phrases) if phrases else "Otherwise"


def _name(framework: Framework, key: str) -> str:
    return "verdict" if key == "verdict" else framework.by_key[key].phrase


def _list_options(framework: Framework, key: str, options: tuple[str, ...]) -> str:
    names = SHORT_VERDICTS if key == "verdict" else {o.key: o.label for o in framework.by_key[key].options}
    return join_words([names[option] for option in options]).replace(" and ", " or ")
