"""The plan: what to do next. It reads the verdict and five practical answers, and nothing else."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from decision.core.answers import Answers
from decision.core.framework import Condition, Framework, VerdictKey


def choose_plan(framework: Framework, facts: Mapping[str, Collection[str]]) -> str:
    """Return the key of the first plan that fits; `facts` has "verdict" and all plan answers."""
    return next(plan.key for plan in framework.plans if any(holds(when, facts) for when in plan.when))


def holds(when: Condition, facts: Mapping[str, Collection[str]]) -> bool:
    """Whether each question of the condition is answered with one of its options."""
    return all(any(option in options for option in facts.get(key, ())) for key, options in when.items())


def find_possible_plans(framework: Framework, verdicts: Iterable[VerdictKey], answers: Answers) -> tuple[str, ...]:
    """Return the plans that some completion gives, for the verdicts still possible, in their order."""
    given = _read_practical(framework, answers)
    found = {plan for verdict in verdicts for plan in _list_plans(framework, verdict, given)}
    return tuple(plan.key for plan in framework.plans if plan.key in found)


def find_plan_questions_that_matter(framework: Framework, verdict: VerdictKey, answers: Answers) -> tuple[str, ...]:
    """Return the open plan questions that can still move the plan, in asking order."""
    given = _read_practical(framework, answers)
    return tuple(
        question.key
        for place, question in enumerate(framework.plan_questions)
        if given[place] is None and _moves_plan(framework, verdict, given, place)
    )


def _read_practical(framework: Framework, answers: Answers) -> tuple[str | None, ...]:
    return tuple(answers.get(question.key) for question in framework.plan_questions)


@lru_cache(maxsize=64)
def _tabulate_plans(framework: Framework, verdict: VerdictKey) -> dict[tuple[str, ...], str]:
    """Return every set of plan answers (there are 432) -> its plan."""
    keys = [question.key for question in framework.plan_questions]
    every = _complete(framework, (None,) * len(keys))
    return {options: choose_plan(framework, _state_facts(verdict, keys, options)) for options in every}


def _state_facts(verdict: VerdictKey, keys: Sequence[str], options: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {"verdict": (verdict,)} | {key: (option,) for key, option in zip(keys, options, strict=True)}


def _complete(framework: Framework, given: tuple[str | None, ...]) -> Iterator[tuple[str, ...]]:
    rooms = zip(framework.plan_questions, given, strict=True)
    return product(*(question.by_key if option is None else (option,) for question, option in rooms))


@lru_cache(maxsize=4096)
def _list_plans(framework: Framework, verdict: VerdictKey, given: tuple[str | None, ...]) -> frozenset[str]:
    table = _tabulate_plans(framework, verdict)
    return frozenset(table[options] for options in _complete(framework, given))


@lru_cache(maxsize=4096)
def _moves_plan(framework: Framework, verdict: VerdictKey, given: tuple[str | None, ...], place: int) -> bool:
    table = _tabulate_plans(framework, verdict)
    groups: dict[tuple[str, ...], set[str]] = {}
    for options in _complete(framework, given):
        groups.setdefault(options[:place] + options[place + 1 :], set()).add(table[options])
    return any(len(plans) > 1 for plans in groups.values())
