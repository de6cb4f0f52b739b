"""Old links are answered by the framework version that they name. This finds where the newest version differs."""

from dataclasses import dataclass

from decision.core.advice import Advice
from decision.core.answers import AnswerError, Answers, read_answers
from decision.core.framework import Framework, VerdictKey, load_framework
from decision.core.plan import find_possible_plans
from decision.core.possible import find_possible_verdicts


@dataclass(frozen=True)
class NewerResult:
    """What the newest version gives for the same answers."""

    version: str
    verdicts: tuple[VerdictKey, ...]
    """The possible verdicts; empty when the newest version does not have one of the answers."""
    plans: tuple[str, ...] = ()
    """The possible plans."""


def find_newer_difference(advice: Advice) -> NewerResult | None:
    """Return what the newest version gives, if that differs from what an older one gives."""
    newest = load_framework()
    if advice.framework.version == newest.version:
        return None
    found = _read_again(newest, advice.answers)
    says_the_same = found.verdicts == advice.possible_verdicts and {*found.plans} == {*advice.possible_plans}
    return None if says_the_same else found


def _read_again(newest: Framework, answers: Answers) -> NewerResult:
    try:
        again = read_answers(newest, answers.as_dict())
    except AnswerError:
        return NewerResult(newest.version, ())
    return NewerResult(newest.version, find_possible_verdicts(newest, again), find_possible_plans(newest, again))
