"""What if one answer were another: how firm a verdict is, and which other answers let another verdict in."""

from dataclasses import dataclass
from typing import Literal

from decision.core.advice import Assessment, list_answers_that_count
from decision.core.explain.changes import CHOICES, TO_FIND_OUT
from decision.core.framework import Option, Question, VerdictKey
from decision.core.possible import find_possible_verdicts


@dataclass(frozen=True)
class Alternative:
    """Another option for one given answer, and the verdicts that are possible then."""

    question: str
    option: str
    verdicts: tuple[VerdictKey, ...]


@dataclass(frozen=True)
class Firmness:
    """The answers one step away, in asking order, that let another verdict in."""

    steps: tuple[Alternative, ...]

    @property
    def word(self) -> Literal["close", "firm"]:
        """`close` when there is such a step."""
        return "close" if self.steps else "firm"


def find_firmness(assessment: Assessment) -> Firmness | None:
    """Return the answers one step away that let another verdict in; None while the verdict is open.

    With questions open, a step counts when some completion then gives another verdict: `firm` is a
    promise, and must hold for every completion. Open answers need no step of their own, since every
    completion agrees. `use` never counts; of options with the same level only the first is tried.
    """
    framework, answers = assessment.framework, assessment.answers
    if assessment.verdict is None:
        return None
    steps = (
        Alternative(key, option.key, find_possible_verdicts(framework, answers.with_options({key: option.key})))
        for key in list_answers_that_count(framework, answers)
        if framework.by_key[key].ordered
        for option in _list_neighbors(framework.by_key[key], answers.options[key])
    )
    return Firmness(tuple(step for step in steps if step.verdicts != (assessment.verdict,)))


def _list_neighbors(question: Question, present: str) -> list[Option]:
    """Return the first option one step below, then one above, as far as there are any."""
    rank = question.rank_of[present]
    return [question.ranks[other][0] for other in (rank - 1, rank + 1) if other in range(len(question.ranks))]


def find_alternatives(assessment: Assessment) -> tuple[Alternative, ...]:
    """Return the other answers that let another verdict in, in asking order; none while the verdict is open.

    Only what a person can choose or may yet find out is varied. Of options that count alike all are named, and a page
    picks one.
    """
    framework, answers = assessment.framework, assessment.answers
    if assessment.verdict is None:
        return ()
    asked = set(list_answers_that_count(framework, answers))
    if answers.get("screening") != "unsure":
        asked.discard("screening")
    steps = (
        Alternative(
            question.key, option, find_possible_verdicts(framework, answers.with_options({question.key: option}))
        )
        for question in framework.verdict_questions
        if question.key in asked.intersection((*CHOICES, *TO_FIND_OUT))
        for option in question.by_key
        if question.rank_of[option] != question.rank_of[answers.options[question.key]]
    )
    return tuple(step for step in steps if step.verdicts != (assessment.verdict,))
