"""One evaluation, put together: what follows from a set of answers, complete or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from decision.conditions import Facts
from decision.core.answers import Answers
from decision.core.cautions import find_caution_questions, find_cautions, list_facts
from decision.core.framework import Framework, VerdictKey
from decision.core.packages import PackageOffer, choose_package
from decision.core.plan import find_plan_questions_that_matter, find_possible_plans, list_plan_questions, list_plans
from decision.core.possible import find_possible_verdicts, find_questions_that_matter
from decision.core.readings import Reading, find_readings
from decision.core.scoring import Contribution, list_contributions, score_use

_T = TypeVar("_T")

SESSION_PLANS = ("ai-then-studio", "bridge-then-book", "book-studio")
"""The plans in which a session at the studio is a step, now or later."""


@dataclass(frozen=True)
class UseAdvice:
    """One use on its own; verdict and stakes (0 to 100) are None while its verdict is open."""

    use: str
    possible_verdicts: tuple[VerdictKey, ...]
    stakes: int | None

    @property
    def verdict(self) -> VerdictKey | None:
        return _only(self.possible_verdicts)


@dataclass(frozen=True)
class Assessment:
    """What is known of the verdict so far, which is all that a step of the questionnaire needs."""

    framework: Framework
    answers: Answers
    missing: tuple[str, ...]
    """While the verdict is open, the questions that can still move it; then those of the plan."""
    possible_verdicts: tuple[VerdictKey, ...]
    verdict: VerdictKey | None

    @property
    def settled(self) -> bool:
        """Whether every completion of the answers has this verdict."""
        return self.verdict is not None

    @property
    def to_ask(self) -> tuple[str, ...]:
        """What is missing, without the questions that the person leaves open for good."""
        return tuple(key for key in self.missing if key not in self.answers.unsure)


@dataclass(frozen=True)
class Advice(Assessment):
    """What follows from the answers. `verdict`, `stakes` and `plan` are None while they are open."""

    deciding_use: str | None
    stakes: int | None
    stakes_at_least: bool
    """True when verdict questions were left open: the index counts them at their lowest."""
    uses: tuple[UseAdvice, ...]
    contributions: tuple[Contribution, ...]
    possible_plans: tuple[str, ...]
    plan: str | None
    facts: Facts
    """What holds for the answers, verdict and plan among it; cautions and steps of plans are chosen by it."""
    cautions: tuple[str, ...]
    caution_questions: tuple[str, ...]
    """The open questions that can still bring a caution. They are asked last; answers are complete without them."""
    readings: tuple[Reading, ...]
    """What a question left open for good would mean either way, while that leaves the verdict open."""
    package: PackageOffer | None


def assess(framework: Framework, answers: Answers) -> Assessment:
    """Return what complete or partial answers decide, and what they leave open."""
    possible = find_possible_verdicts(framework, answers)
    verdict = _only(possible)
    missing = (
        find_plan_questions_that_matter(framework, verdict, answers)
        if verdict
        else find_questions_that_matter(framework, answers)
    )
    return Assessment(framework, answers, missing, possible, verdict)


def advise(framework: Framework, answers: Answers, offers: Sequence[PackageOffer] = ()) -> Advice:
    """Return the advice for complete or partial answers; `offers` are the packages on sale."""
    assessment = assess(framework, answers)
    verdict = assessment.verdict
    possible = assessment.possible_verdicts
    plans = list_plans(framework, possible, answers) if answers.uses else find_possible_plans(framework, answers)
    facts = list_facts(framework, answers, verdict, _only(plans))
    deciding = find_deciding_use(framework, answers) if verdict else None
    return Advice(
        **vars(assessment),
        deciding_use=deciding if deciding in answers.uses else None,
        stakes=score_use(framework, deciding, answers.options) if deciding else None,
        stakes_at_least=verdict is not None and bool(list_open_verdict_questions(framework, answers)),
        uses=tuple(_advise_use(assessment, use) for use in answers.uses),
        contributions=tuple(_explain_stakes(framework, answers, deciding)) if deciding else (),
        possible_plans=plans,
        plan=_only(plans),
        facts=facts,
        cautions=find_cautions(framework, facts, plans),
        caution_questions=find_caution_questions(framework, answers, _only(plans)),
        readings=find_readings(framework, answers),
        package=_pick_package(framework, answers, _only(plans), deciding, offers),
    )


def _only(found: Sequence[_T]) -> _T | None:
    return found[0] if len(found) == 1 else None


def list_open_verdict_questions(framework: Framework, answers: Answers) -> tuple[str, ...]:
    """Return the verdict questions that apply to these uses and have no answer, in asking order."""
    return tuple(
        question.key
        for question in framework.verdict_questions
        if question.key not in answers and not is_implied(framework, answers.uses, question.key)
    )


def list_answers_that_count(framework: Framework, answers: Answers) -> tuple[str, ...]:
    """Return the verdict questions that are answered and, for these uses, not ignored, in asking order."""
    return tuple(
        question.key
        for question in framework.verdict_questions
        if question.key in answers and not is_implied(framework, answers.uses, question.key)
    )


def is_complete(framework: Framework, answers: Answers) -> bool:
    """Whether the uses, every question asked for these uses and all plan questions are answered."""
    plan_open = any(question.key not in answers for question in list_plan_questions(framework, answers.uses))
    return not plan_open and not list_open_verdict_questions(framework, answers)


def is_implied(framework: Framework, uses: Sequence[str], question: str) -> bool:
    """Whether no chosen use asks the question: each implies the answer, or doesn't need one."""
    return question in _find_fixed(framework, tuple(uses))


@lru_cache(maxsize=512)
def _find_fixed(framework: Framework, uses: tuple[str, ...]) -> frozenset[str]:
    fixed = [frozenset(framework.fixed[use]) for use in uses]
    return frozenset.intersection(*fixed) if fixed else frozenset()


def find_deciding_use(framework: Framework, answers: Answers) -> str:
    """Return the use with the highest index, the first in the table of several.

    With no use given, the one that leaves the index lowest: that much is certain.
    """
    if answers.uses:
        return max(answers.uses, key=lambda use: score_use(framework, use, answers.options))
    return min(framework.uses, key=lambda use: _lowest_first(framework, use, answers.options))


def _lowest_first(framework: Framework, use: str, options: Mapping[str, str]) -> tuple[int, int]:
    rows = list_contributions(framework, use, options)
    return sum(row.points for row in rows), sum(row.points for row in rows if row.rule is None)


def _explain_stakes(framework: Framework, answers: Answers, deciding: str) -> list[Contribution]:
    rows = list_contributions(framework, deciding, answers.options)
    return rows if answers.uses else _leave_out_the_use(rows)


def _leave_out_the_use(rows: Sequence[Contribution]) -> list[Contribution]:
    """Return the rows without what only a use would bring: its own points and the viewer that it implies.

    A floor then makes up for these points. Where no rule holds, an implied viewer stays, or the sum would not be exact.
    """
    kept = [row for row in rows if row.question != "use"]
    last = kept[-1]
    if last.rule is None:
        return kept
    given = [row for row in kept if not row.implied]
    return [*given[:-1], replace(last, points=sum(row.points for row in kept) - sum(r.points for r in given[:-1]))]


def _advise_use(assessment: Assessment, use: str) -> UseAdvice:
    framework, answers, possible = assessment.framework, assessment.answers, assessment.possible_verdicts
    if len(answers.uses) > 1:
        possible = find_possible_verdicts(framework, answers.with_uses((use,)))
    return UseAdvice(use, possible, score_use(framework, use, answers.options) if len(possible) == 1 else None)


def _pick_package(
    framework: Framework,
    answers: Answers,
    plan: str | None,
    deciding: str | None,
    offers: Sequence[PackageOffer],
) -> PackageOffer | None:
    if plan not in SESSION_PLANS or deciding not in answers.uses:
        return None
    budget = answers.get("budget")
    up_to = framework.by_key["budget"].by_key[budget].up_to if budget else None
    return choose_package(offers, use=str(deciding), up_to=up_to)
