"""Frameworks that differ a little from the published one."""

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from decision.core import framework as framework_package
from decision.core.framework import Framework

PUBLISHED = Path(framework_package.__file__).parent / "2026.1.toml"
OLDER_VERSION = "2025.1"

RETIRED = """[[question.option]]
key = "retired"
label = "Retired"
explain = "You stand for what you did."
level = 4
points = 4
source = "gorn-10"

"""


def edit_text(*edits: tuple[str, str]) -> str:
    """Return the text of the published framework with the first occurrence of each text replaced."""
    text = PUBLISHED.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def write_older_framework(folder: Path) -> None:
    """Write a version with a lower limit for a studio and an extra option for retired people."""
    after_career = '[[question]]\nkey = "worn"'
    text = edit_text(
        ('version = "2026.1"', f'version = "{OLDER_VERSION}"'),
        ("published = 2026-11-21", "published = 2025-11-21"),
        ("from = 52", "from = 48"),
        ("index = 51", "index = 47"),
        (after_career, RETIRED + after_career),
    )
    (folder / f"{OLDER_VERSION}.toml").write_text(text, encoding="utf-8")


def change_option(framework: Framework, question: str, key: str, /, **changes: Any) -> Framework:
    """Return the framework with one option changed."""
    options = framework.by_key[question].options
    changed = tuple(replace(option, **changes) if option.key == key else option for option in options)
    return change_question(framework, question, options=changed)


def change_points(framework: Framework, question: str, /, **points: int) -> Framework:
    """Return the framework with other points for some options; dashes in their keys are written as underscores."""
    for key, value in points.items():
        framework = change_option(framework, question, key.replace("_", "-"), points=value)
    return framework


def change_question(framework: Framework, key: str, /, **changes: Any) -> Framework:
    """Return the framework with one question changed."""
    questions = tuple(replace(q, **changes) if q.key == key else q for q in framework.questions)
    return replace(framework, questions=questions)


def change_rule(framework: Framework, key: str, /, **changes: Any) -> Framework:
    """Return the framework with one rule changed."""
    rules = tuple(replace(rule, **changes) if rule.key == key else rule for rule in framework.rules)
    return replace(framework, rules=rules)


def widen_rule(framework: Framework, key: str, /, **when: list[str]) -> Framework:
    """Return the framework with other conditions for one rule."""
    rule = next(rule for rule in framework.rules if rule.key == key)
    changed = {question: tuple(options) for question, options in when.items()}
    return change_rule(framework, key, when={**rule.when, **changed})


def change_plan(framework: Framework, key: str, /, **changes: Any) -> Framework:
    """Return the framework with one plan changed."""
    plans = tuple(replace(plan, **changes) if plan.key == key else plan for plan in framework.plans)
    return replace(framework, plans=plans)


def drop_rule(framework: Framework, key: str) -> Framework:
    """Return the framework without one rule."""
    return replace(framework, rules=tuple(rule for rule in framework.rules if rule.key != key))


def swap_plans(framework: Framework, one: str, other: str) -> Framework:
    """Return the framework with two plans in each other's place."""
    plans = {plan.key: plan for plan in framework.plans}
    order = [{one: other, other: one}.get(key, key) for key in plans]
    return replace(framework, plans=tuple(plans[key] for key in order))
