"""The plan: what to do next. It reads the verdict, the uses and the practical answers, and nothing else."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from decision.conditions import Facts, holds
from decision.core.answers import Answers
from decision.core.framework import Framework, Question, VerdictKey
from decision.core.possible import find_possible_verdicts

Uses = tuple[str, ...]
Given = tuple[str | None, ...]
"""An option, None while open, for each plan question that is asked."""


def choose_plan(framework: Framework, facts: Facts) -> str:
    """Return the key of the first plan that fits; `facts` has "verdict", "use" and all plan answers that count."""
    return next(
        plan.key
        for plan in framework.plans
        if any(holds(when, facts) for when in plan.when) and not any(holds(when, facts) for when in plan.unless)
    )


def list_plan_questions(framework: Framework, uses: Uses) -> tuple[Question, ...]:
    """Return the plan questions that are asked for these uses, in asking order."""
    return tuple(q for q in framework.plan_questions if not q.asked_for or (uses and {*uses} <= {*q.asked_for}))


def find_possible_plans(framework: Framework, answers: Answers) -> tuple[str, ...]:
    """Return the plans that some completion of the answers gives, in their order.

    With `use` open, single uses are tried for all lists, as in `core.possible.tables`; the proof tries pairs as well.
    """
    candidates = [answers] if answers.uses else [answers.with_uses((use,)) for use in framework.uses]
    found = {plan for one in candidates for plan in list_plans(framework, find_possible_verdicts(framework, one), one)}
    return tuple(plan.key for plan in framework.plans if plan.key in found)


def list_plans(framework: Framework, verdicts: Sequence[VerdictKey], answers: Answers) -> tuple[str, ...]:
    """Return the plans that some completion of the plan answers gives where one of these verdicts holds."""
    questions = list_plan_questions(framework, answers.uses)
    given = tuple(answers.get(question.key) for question in questions)
    uses = _keep_named(framework, answers.uses)
    found = {plan for verdict in verdicts for plan in _list_plans(framework, verdict, uses, questions, given)}
    return tuple(plan.key for plan in framework.plans if plan.key in found)


def find_plan_questions_that_matter(framework: Framework, verdict: VerdictKey, answers: Answers) -> tuple[str, ...]:
    """Return the open plan questions that can still move the plan, in asking order."""
    questions = list_plan_questions(framework, answers.uses)
    given = tuple(answers.get(question.key) for question in questions)
    uses = _keep_named(framework, answers.uses)
    return tuple(
        question.key
        for number, question in enumerate(questions)
        if given[number] is None and _moves_plan(framework, verdict, uses, questions, given, number)
    )


def count_plan_questions(framework: Framework, verdict: VerdictKey, answers: Answers) -> tuple[int, int]:
    """Return the fewest and the most questions until the plan is clear, each asked only while it can move the plan."""
    questions = list_plan_questions(framework, answers.uses)
    given = tuple(answers.get(question.key) for question in questions)
    return _count_questions(framework, verdict, _keep_named(framework, answers.uses), questions, given)


@lru_cache(maxsize=4096)
def _count_questions(
    framework: Framework, verdict: VerdictKey, uses: Uses, questions: tuple[Question, ...], given: Given
) -> tuple[int, int]:
    open_numbers = (number for number, option in enumerate(given) if option is None)
    number = next((n for n in open_numbers if _moves_plan(framework, verdict, uses, questions, given, n)), None)
    if number is None:
        return 0, 0
    counts = [
        _count_questions(framework, verdict, uses, questions, (*given[:number], option, *given[number + 1 :]))
        for option in questions[number].by_key
    ]
    return 1 + min(fewest for fewest, _ in counts), 1 + max(most for _, most in counts)


@lru_cache(maxsize=512)
def _keep_named(framework: Framework, uses: Uses) -> Uses:
    """Return the uses that some plan names. All others give the same plans, so they share cached results."""
    conditions = [when for plan in framework.plans for when in (*plan.when, *plan.unless)]
    named = {use for when in conditions for use in when.get("use", ())}
    return tuple(use for use in uses if use in named)


@lru_cache(maxsize=64)
def _tabulate_plans(
    framework: Framework, verdict: VerdictKey, uses: Uses, questions: tuple[Question, ...]
) -> dict[tuple[str, ...], str]:
    """Return every set of plan answers (a few hundred) -> its plan."""
    keys = ("verdict", *(question.key for question in questions))
    return {
        options: choose_plan(
            framework,
            {"use": uses} | {key: (option,) for key, option in zip(keys, (verdict, *options), strict=True)},
        )
        for options in _complete(questions, (None,) * len(questions))
    }


def _complete(questions: tuple[Question, ...], given: Given) -> Iterator[tuple[str, ...]]:
    rooms = zip(questions, given, strict=True)
    return product(*(question.by_key if option is None else (option,) for question, option in rooms))


@lru_cache(maxsize=4096)
def _list_plans(
    framework: Framework, verdict: VerdictKey, uses: Uses, questions: tuple[Question, ...], given: Given
) -> frozenset[str]:
    table = _tabulate_plans(framework, verdict, uses, questions)
    return frozenset(table[options] for options in _complete(questions, given))


@lru_cache(maxsize=4096)
def _moves_plan(
    framework: Framework,
    verdict: VerdictKey,
    uses: Uses,
    questions: tuple[Question, ...],
    given: Given,
    number: int,
) -> bool:
    table = _tabulate_plans(framework, verdict, uses, questions)
    groups: dict[tuple[str, ...], set[str]] = {}
    for options in _complete(questions, given):
        groups.setdefault(options[:number] + options[number + 1 :], set()).add(table[options])
    return any(len(plans) > 1 for plans in groups.values())
