"""The explanations in words: what forces the verdict, how firm it is, what would change it, whom to ask."""

from dataclasses import dataclass
from typing import Any

from decision.core.advice import Advice, advise
from decision.core.answers import Answers
from decision.core.explain import Change, Explanation, Reply, Step, explain
from decision.core.framework import Framework, Rule
from decision.core.own_reading import set_aside
from decision.core.scoring import find_rules, resolve_answers
from decision.pages.words import SHORT_VERDICTS, AnsweredQuestion, find_rule, join_words, list_answered


@dataclass(frozen=True)
class ChangeRow:
    """One way to another verdict: what changes, from what to what, and the answers that then hold."""

    change: Change
    steps: tuple[AnsweredQuestion, ...]
    """The changed questions with their new options."""
    verdict: str

    @property
    def answers(self) -> Answers:
        """The whole set of answers after the change."""
        return self.change.answers


@dataclass(frozen=True)
class NearStep:
    """The one step that makes a verdict close, in words."""

    question: str
    option: str
    verdicts: str


@dataclass(frozen=True)
class ReplyRow:
    """What the place may say, the verdict then, and the answers that open it."""

    says: str
    verdicts: str
    answers: Answers


def gather_reasons(advice: Advice) -> dict[str, Any]:
    """Return the template context of the explanations of a settled result."""
    explanation = explain(advice.framework, advice.answers)
    return {
        "because": [item for item in list_answered(advice.framework, advice.answers) if _forces(explanation, item)],
        "near_steps": [_describe_step(advice.framework, step) for step in _list_steps(explanation)],
        "changes": _describe_changes(advice, explanation),
        "can_change_without_use": explanation.can_change_without_use,
        "is_refused": advice.answers.get("screening") == "yes",
        "replies": [_describe_reply(reply) for reply in explanation.replies],
    }


def _forces(explanation: Explanation, item: AnsweredQuestion) -> bool:
    return item.question.key in (explanation.because or ())


def _list_steps(explanation: Explanation) -> tuple[Step, ...]:
    return explanation.firmness.steps if explanation.firmness else ()


def _describe_step(framework: Framework, step: Step) -> NearStep:
    question = framework.by_key[step.question]
    return NearStep(question.short, question.by_key[step.option].label, _name_verdicts(step.verdicts))


def _describe_changes(advice: Advice, explanation: Explanation) -> list[ChangeRow] | None:
    """Return the changes in words; None when questions are open and no change is certain."""
    if explanation.changes is None:
        return None
    return [_describe_change(advice.framework, change) for change in explanation.changes]


def _describe_change(framework: Framework, change: Change) -> ChangeRow:
    after = {item.question.key: item for item in list_answered(framework, change.answers)}
    steps = tuple(after[key] for key in change.questions)
    return ChangeRow(change, steps, SHORT_VERDICTS[change.verdict])


def _describe_reply(reply: Reply) -> ReplyRow:
    return ReplyRow(reply.says, _name_verdicts(reply.verdicts), reply.answers)


def _name_verdicts(verdicts: tuple[str, ...]) -> str:
    return join_words([SHORT_VERDICTS[verdict] for verdict in verdicts]).replace(" and ", " or ")


def gather_own_reading(advice: Advice, contested: tuple[str, ...]) -> dict[str, Any]:
    """Return what follows when the person sets points or rules aside; empty when nothing is contested."""
    contestable = {"contested": contested, "further_rules": _list_further_rules(advice)}
    if not contested:
        return contestable
    own = advise(set_aside(advice.framework, contested), advice.answers)
    return contestable | {
        "contested_names": [_name_contested(advice.framework, key) for key in contested],
        "own": own,
        "own_rules": [_name_contested(advice.framework, row.rule) for row in own.contributions if row.rule],
        "own_verdicts": _name_verdicts(own.possible_verdicts),
    }


def _list_further_rules(advice: Advice) -> list[Rule]:
    """Return the rules that hold for the deciding use without moving the sum: they would, were others set aside."""
    if advice.deciding_use is None:
        return []
    shown = {row.rule for row in advice.contributions}
    resolved = resolve_answers(advice.framework, advice.deciding_use, advice.answers.options)
    return [rule for rule in find_rules(advice.framework, resolved) if rule.key not in shown]


def _name_contested(framework: Framework, key: str) -> str:
    if key in framework.by_key:
        return framework.by_key[key].short
    return find_rule(framework, key).title
