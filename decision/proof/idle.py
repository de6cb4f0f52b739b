"""Options that decide alike, and questions that decide nothing: what could be left out without a trace."""

from functools import lru_cache
from itertools import product

from decision.core.framework import Question
from decision.proof.space import Space, judge, split


@lru_cache(maxsize=16)
def list_plan_columns(space: Space, question: Question) -> dict[str, tuple[str, ...]]:
    """Return option of a plan question -> its plans, over uses, verdicts and the other plan answers."""
    found: dict[str, list[str]] = {option: [] for option in question.by_key}
    for uses in space.specification.plan_uses:
        asked = space.specification.list_plan_questions(uses)
        if question.key in asked:
            keys = ["verdict", *(key for key in asked if key != question.key)]
            rooms = [space.specification.verdicts, *(space.framework.by_key[key].by_key for key in keys[1:])]
            for option, values in product(question.by_key, product(*rooms)):
                facts = {key: (value,) for key, value in zip(keys, values, strict=True)}
                facts |= {question.key: (option,), "use": uses}
                found[option].append(space.engine.choose_plan(space.framework, facts))
    return {option: tuple(plans) for option, plans in found.items()}


def find_alike(space: Space) -> dict[str, list[list[str]]]:
    """Return question -> groups of its options that lead to the same verdict and plan, whatever else is answered."""
    columns: dict[str, dict[str, object]] = {"use": {use: judge(space, use) for use in space.uses}}
    for question in space.questions:
        of_uses = [split(space, judge(space, use), question) for use in space.uses]
        columns[question.key] = {key: tuple(column[key] for column in of_uses) for key in question.by_key}
    for question in space.framework.plan_questions:
        columns[question.key] = {**list_plan_columns(space, question)}
    found = {key: _group(column) for key, column in columns.items()}
    return {key: groups for key, groups in found.items() if groups}


def _group(columns: dict[str, object]) -> list[list[str]]:
    groups: dict[object, list[str]] = {}
    for option, column in columns.items():
        groups.setdefault(column, []).append(option)
    return [group for group in groups.values() if len(group) > 1]


def find_idle_questions(space: Space) -> list[str]:
    """Return the questions all of whose options lead to the same verdict and plan."""
    return [
        key for key, groups in find_alike(space).items() if len(groups[0]) == len(space.framework.by_key[key].options)
    ]
