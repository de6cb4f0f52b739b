"""How firm a verdict is: whether one answer, moved by one step, would change it."""

from dataclasses import dataclass
from typing import Literal

from decision.core.advice import Standing, list_answers_that_count
from decision.core.framework import Option, Question, VerdictKey
from decision.core.possible import find_possible_verdicts


@dataclass(frozen=True)
class Step:
    """One given answer moved by one step, and the verdicts that are possible then."""

    question: str
    option: str
    verdicts: tuple[VerdictKey, ...]


@dataclass(frozen=True)
class Firmness:
    """The steps, in asking order, that let another verdict in."""

    steps: tuple[Step, ...]

    @property
    def word(self) -> Literal["close", "firm"]:
        """`close` when there is such a step."""
        return "close" if self.steps else "firm"


def find_firmness(standing: Standing) -> Firmness | None:
    """Return the steps of one given ordered answer that let another verdict in; None while it is open.

    With questions open, a step counts when some completion then gives another verdict: `firm` is a
    promise, and must hold for every completion. Open answers need no step of their own, since every
    completion agrees. `use` never counts; of options with the same level only the first is tried.
    """
    framework, answers = standing.framework, standing.answers
    if standing.verdict is None:
        return None
    steps = (
        Step(key, option.key, find_possible_verdicts(framework, answers.with_options({key: option.key})))
        for key in list_answers_that_count(framework, answers)
        if framework.by_key[key].ordered
        for option in _list_neighbors(framework.by_key[key], answers.options[key])
    )
    return Firmness(tuple(step for step in steps if step.verdicts != (standing.verdict,)))


def _list_neighbors(question: Question, present: str) -> list[Option]:
    """Return the first option one step below, then one above, as far as there are any."""
    rank = question.rank_of[present]
    return [question.ranks[other][0] for other in (rank - 1, rank + 1) if other in range(len(question.ranks))]
