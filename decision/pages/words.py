"""Answers and advice in the words of the framework, for pages, emails and the report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decision.content import content
from decision.content.model import ComparisonRow, Evidence, Failure, Guide, VerdictText
from decision.core.advice import Advice, is_implied, list_open_verdict_questions
from decision.core.answers import Answers
from decision.core.framework import Caution, Framework, Option, Question, Rule
from decision.core.plan import list_plan_questions
from decision.core.scoring import Contribution
from decision.sentences import join_words

GUIDES = {
    "use-ai": ("ai-howto",),
    "improve-selfies": ("better-selfies", "ai-howto"),
    "ai-then-studio": ("ai-howto",),
    "take-plain": ("bridge", "free-photos"),
    "bridge-then-book": ("bridge",),
    "book-local": ("local-studio",),
}
"""Plan -> its how-to sections."""
AI_PLANS = ("use-ai", "improve-selfies", "ai-then-studio")


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question with the options chosen."""

    question: Question
    options: tuple[Option, ...]

    @property
    def labels(self) -> str:
        """The chosen options in words, or that the person is not sure."""
        return join_words([option.label for option in self.options]) or "I’m not sure"


@dataclass(frozen=True)
class StakesRow:
    """A contribution in words: the question and its answer, or the rule that applied."""

    contribution: Contribution
    label: str
    detail: str

    @property
    def key(self) -> str:
        """The key that sets it aside."""
        return self.contribution.question or str(self.contribution.rule)

    @property
    def signed_points(self) -> str:
        """The points with their sign: +36, −4 or 0."""
        points = self.contribution.points
        return f"{points:+}".replace("-", "−") if points else "0"


@dataclass(frozen=True)
class UseRow:
    """One use with its own verdict and index, both None while they are open."""

    use: Option
    verdict: VerdictText | None
    stakes: int | None


SHORT_VERDICTS = {"ai": "AI is fine", "ai-for-now": "AI for now", "plain": "Plain photo", "studio": "Studio photo"}


def list_answered(framework: Framework, answers: Answers) -> list[AnsweredQuestion]:
    """Return what was answered or left open for good, in asking order, without answers that do not count."""
    return [
        AnsweredQuestion(question, tuple(_chosen(answers, question)))
        for question in framework.questions
        if (question.key in answers or question.key in answers.unsure)
        and not is_implied(framework, answers.uses, question.key)
        and (question.decides != "plan" or question in list_plan_questions(framework, answers.uses))
    ]


def _chosen(answers: Answers, question: Question) -> Iterator[Option]:
    keys = answers.uses if question.many else (answers.get(question.key),)
    return (question.by_key[key] for key in keys if key)


def list_unasked(advice: Advice) -> list[Question]:
    """Return the verdict questions without an answer: not asked yet, or no longer able to change the verdict.

    Without those that the person left open, and those that the deciding place answers on its own.
    """
    known = {*advice.answers.unsure, *(row.question for row in advice.contributions)}
    open_questions = list_open_verdict_questions(advice.framework, advice.answers)
    return [advice.framework.by_key[key] for key in open_questions if key not in known]


def describe_contributions(advice: Advice) -> list[StakesRow]:
    """Return each contribution to the index with its words."""
    return [_describe(advice.framework, row) for row in advice.contributions]


def _describe(framework: Framework, row: Contribution) -> StakesRow:
    if row.rule is not None:
        rule = find_rule(framework, row.rule)
        return StakesRow(row, rule.title, rule.reason)
    question = framework.by_key[str(row.question)]
    label = question.by_key[str(row.option)].label
    return StakesRow(row, question.short, f"{label} (follows from the place)" if row.implied else label)


def find_rule(framework: Framework, key: str) -> Rule:
    """Return the floor or cap with this key; StopIteration when there is none."""
    return next(rule for rule in framework.rules if rule.key == key)


def describe_uses(advice: Advice) -> list[UseRow]:
    """Return each use with its own verdict in words."""
    uses = advice.framework.uses
    return [
        UseRow(uses[row.use], content().verdicts[row.verdict] if row.verdict else None, row.stakes)
        for row in advice.uses
    ]


def describe_cautions(advice: Advice) -> list[Caution]:
    return [caution for caution in advice.framework.cautions if caution.key in advice.cautions]


def list_guides(advice: Advice) -> list[Guide]:
    """Return the how-to sections of the plan.

    Someone who can't come to New York and is also short of money or time gets the plain photo for now as well.
    """
    keys = list(GUIDES.get(advice.plan or "", ()))
    short = advice.answers.get("budget") in ("under-50", "50-299") or advice.answers.get("deadline") == "today"
    if advice.plan == "book-local" and short:
        keys.append("bridge")
    return [content().guides[key].choose_steps(advice.facts) for key in keys]


def allows_ai(advice: Advice) -> bool:
    """Return whether the plan lets the person use an AI headshot. While the plan is open, the verdict decides."""
    if advice.plan is None:
        return advice.verdict in ("ai", "ai-for-now")
    return advice.plan in AI_PLANS


def list_spots(worn: str | None) -> list[tuple[str, list[tuple[Failure, bool]]]]:
    """Return the places in the line drawing, each with its failures.

    Each failure comes with whether it matters more for a person who wears `worn`.
    """
    failures = content().failures.values()
    spots = dict.fromkeys(failure.spot for failure in failures)
    return [(spot, [(f, worn in f.worn) for f in failures if f.spot == spot]) for spot in spots]


def mark_comparison(answers: Answers, viewers: tuple[str, ...]) -> list[tuple[ComparisonRow, bool]]:
    """Return the ten rows, each with whether it matters for these answers."""
    counted = {key: (option,) for key, option in answers.options.items()} | {"use": answers.uses, "viewer": viewers}
    return [(row, row.matters_to(counted)) for row in content().comparison.values()]


def list_evidence(leans: str, advice: Advice | None = None) -> list[Evidence]:
    """Return the outside findings that lean one way: "ai" (against the studio), "studio" or "neither".

    With an advice, only those that fit its uses and possible plans.
    """
    every = content().evidence
    found = [finding for finding in every.values() if finding.leans == leans]
    if advice is None:
        return found
    fitting = content().evidence_for(advice.answers.uses, advice.possible_plans)
    field = advice.answers.get("field")
    return [finding for finding in found if finding in fitting and (not finding.fields or field in finding.fields)]


def name_verdicts(verdicts: Sequence[str]) -> str:
    """Return the verdicts of which one will come, as they are listed in a sentence."""
    names = [SHORT_VERDICTS[verdict] for verdict in verdicts]
    return join_words([name if name.startswith("AI") else name.lower() for name in names], "or")
