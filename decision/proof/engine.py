"""What is proven: the same functions that `advise` calls. Tests replace them by broken ones."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from decision.conditions import Facts
from decision.core import advice, explain, plan, possible, readings, scoring
from decision.core.answers import Answers
from decision.core.framework import Framework, VerdictKey
from decision.core.possible import tables

Options = Mapping[str, str]


@dataclass(frozen=True)
class Engine:
    """The parts of an evaluation, each with the signature of the function of that name."""

    find_index: Callable[[scoring.UseTable, Iterable[int]], int] = scoring.find_index
    score_use: Callable[[Framework, str, Options], int] = scoring.score_use
    list_contributions: Callable[[Framework, str, Options], list[scoring.Contribution]] = scoring.list_contributions
    tabulate_verdicts: Callable[[Framework, tuple[str, ...]], tables.Table] = tables.tabulate_verdicts
    find_possible_verdicts: Callable[[Framework, Answers], tuple[VerdictKey, ...]] = possible.find_possible_verdicts
    find_questions_that_matter: Callable[[Framework, Answers], tuple[str, ...]] = possible.find_questions_that_matter
    find_deciding_use: Callable[[Framework, Answers], str] = advice.find_deciding_use
    choose_plan: Callable[[Framework, Facts], str] = plan.choose_plan
    find_possible_plans: Callable[[Framework, Answers], tuple[str, ...]] = plan.find_possible_plans
    find_because: Callable[[advice.Assessment], tuple[str, ...] | None] = explain.find_because
    find_readings: Callable[[Framework, Answers], tuple[readings.Reading, ...]] = readings.find_readings
    find_changes: Callable[[advice.Assessment], tuple[explain.Change, ...] | None] = explain.find_changes
