"""The reasons in words: what forces the verdict, how solid it is, what would change it, and whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from decision.core.advice import Advice, advise
from decision.core.answers import Answers
from decision.core.explain import Change, Explanation, Reply, explain
from decision.core.framework import Framework, Rule
from decision.core.own_reading import set_aside
from decision.core.scoring import find_rules, resolve_answers
from decision.pages.what_if import describe_solidity
from decision.pages.words import (
    SHORT_VERDICTS,
    AnsweredQuestion,
    StakesRow,
    find_rule,
    list_answered,
    name_verdicts,
)


@dataclass(frozen=True)
class ChangeRow:
    """One way to another verdict."""

    change: Change
    steps: tuple[AnsweredQuestion, ...]
    """The changed questions with their new options."""
    verdict: str

    @property
    def answers(self) -> Answers:
        """All answers after the change."""
        return self.change.answers


@dataclass(frozen=True)
class ReplyRow:
    """What the place may say when asked, and what follows."""

    says: str
    verdicts: str
    answers: Answers


@dataclass(frozen=True)
class Reasons:
    """Why a settled verdict is what it is."""

    because: tuple[AnsweredQuestion, ...]
    """The fewest answers that force the verdict."""
    solidity: str
    """Whether a single answer could flip it, in one sentence."""
    changes: tuple[ChangeRow, ...] | None
    """None when questions are open and no change is certain."""
    can_change_without_use: bool
    is_refused: bool
    """Whether the place refuses AI images."""
    replies: tuple[ReplyRow, ...]


@dataclass(frozen=True)
class ContestRow:
    """A point or rule that the person can set aside, or count again."""

    label: str
    detail: str
    is_contested: bool
    contested: tuple[str, ...]
    """Everything set aside once the link in this row is followed."""


@dataclass(frozen=True)
class OwnReading:
    """The advice without what the person set aside. The verdict on the page stays the framework's."""

    names: tuple[str, ...]
    """What is set aside."""
    advice: Advice
    verdicts: str
    rules: tuple[str, ...]
    """The titles of the rules that still decide."""


def describe_reasons(advice: Advice, answered: Sequence[AnsweredQuestion]) -> Reasons:
    """Return the reasons for a settled verdict. `answered` are its answers, from `list_answered`."""
    framework = advice.framework
    explanation = explain(advice)
    steps = explanation.firmness.steps if explanation.firmness else ()
    return Reasons(
        because=tuple(item for item in answered if item.question.key in (explanation.because or ())),
        solidity=describe_solidity(advice, steps),
        changes=_describe_changes(framework, explanation),
        can_change_without_use=explanation.can_change_without_use,
        is_refused=advice.answers.get("screening") == "yes",
        replies=tuple(_describe_reply(reply) for reply in explanation.replies),
    )


def _describe_changes(framework: Framework, explanation: Explanation) -> tuple[ChangeRow, ...] | None:
    if explanation.changes is None:
        return None
    return tuple(_describe_change(framework, change) for change in explanation.changes)


def _describe_change(framework: Framework, change: Change) -> ChangeRow:
    after = {item.question.key: item for item in list_answered(framework, change.answers)}
    steps = tuple(after[key] for key in change.questions)
    return ChangeRow(change, steps, SHORT_VERDICTS[change.verdict])


def _describe_reply(reply: Reply) -> ReplyRow:
    return ReplyRow(reply.says, name_verdicts(reply.verdicts), reply.answers)


def describe_own_reading(advice: Advice, contested: tuple[str, ...]) -> OwnReading | None:
    """Return what follows without the contested points and rules; None when nothing is contested."""
    if not contested:
        return None
    own = advise(set_aside(advice.framework, contested), advice.answers)
    return OwnReading(
        names=tuple(_name_contested(advice.framework, key) for key in contested),
        advice=own,
        verdicts=name_verdicts(own.possible_verdicts),
        rules=tuple(_name_contested(advice.framework, row.rule) for row in own.contributions if row.rule),
    )


def describe_contestable(advice: Advice, rows: Sequence[StakesRow], contested: tuple[str, ...]) -> list[ContestRow]:
    """Return every point that counts (`rows`), then the rules that hold without changing the index."""
    points = [_offer_point(row, contested) for row in rows]
    return [*points, *(_offer_rule(rule, contested) for rule in _list_further_rules(advice))]


def _offer_point(row: StakesRow, contested: tuple[str, ...]) -> ContestRow:
    return ContestRow(row.label, row.signed_points, row.key in contested, _toggle(contested, row.key))


def _offer_rule(rule: Rule, contested: tuple[str, ...]) -> ContestRow:
    detail = f"{'at least' if rule.kind == 'floor' else 'at most'} {rule.index}, which changes nothing now"
    return ContestRow(rule.title, detail, rule.key in contested, _toggle(contested, rule.key))


def _toggle(contested: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(other for other in contested if other != key) if key in contested else (*contested, key)


def _list_further_rules(advice: Advice) -> list[Rule]:
    """Return the rules that hold for the deciding use but change nothing while the other rules are counted."""
    if advice.deciding_use is None:
        return []
    shown = {row.rule for row in advice.contributions}
    resolved = resolve_answers(advice.framework, advice.deciding_use, advice.answers.options)
    return [rule for rule in find_rules(advice.framework, resolved) if rule.key not in shown]


def _name_contested(framework: Framework, key: str) -> str:
    if key in framework.by_key:
        return framework.by_key[key].short
    return find_rule(framework, key).title
