"""The framework in words: its verdicts, rules and plans, and the stored proof. All of it comes from the data itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from decision.content import Content, content
from decision.content.model import Evidence, Guide, VerdictText
from decision.core.conditions import Condition
from decision.core.framework import Framework, Plan, Rule, Verdict
from decision.pages.words import SHORT_VERDICTS, join_words, list_evidence
from decision.proof.stored import Proof, find_proof


@dataclass(frozen=True)
class VerdictLine:
    """A verdict, where it begins on the scale, and its words."""

    verdict: Verdict
    text: VerdictText


@dataclass(frozen=True)
class RuleRow:
    """A rule, and one phrase for each question that it reads."""

    rule: Rule
    conditions: list[str]


@dataclass(frozen=True)
class PlanRow:
    """A plan, and when it is chosen."""

    plan: Plan
    text: Guide
    when: str


@dataclass(frozen=True)
class Share:
    """One verdict's share of a set of answers: where its bar begins and how long it is, in percent."""

    verdict: str
    title: str
    start: float
    percent: float


@dataclass(frozen=True)
class ShareRow:
    """The shares of all verdicts among some of the answers."""

    label: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class HistogramRow:
    """How many sets of answers are settled after this many questions."""

    questions: str
    sets: int
    length: float
    """Of the bar, in percent of the longest."""


@dataclass(frozen=True)
class ProofPart:
    """The stored proof, and its charts."""

    proof: Proof
    share_rows: list[ShareRow]
    histogram: list[HistogramRow]
    mean_questions: float
    percent_needing_all: float


@dataclass(frozen=True)
class FrameworkPage:
    """Everything on the page “How it decides”."""

    framework: Framework
    verdict_lines: list[VerdictLine]
    rules: list[RuleRow]
    plans: list[PlanRow]
    proof: ProofPart | None
    """None when no proof is stored for this version."""
    content: Content
    against: list[Evidence]
    either_way: list[Evidence]
    in_favor: list[Evidence]
    problems: tuple[str, ...]


def describe_framework(framework: Framework, problems: tuple[str, ...] = ()) -> FrameworkPage:
    """Return the page that shows one framework version in full."""
    return FrameworkPage(
        framework=framework,
        verdict_lines=describe_verdicts(framework),
        rules=[RuleRow(rule, describe_condition(framework, rule.when)) for rule in framework.rules],
        plans=[
            PlanRow(plan, content().plans[plan.key], describe_plan_conditions(framework, plan.when))
            for plan in framework.plans
        ],
        proof=describe_proof(framework),
        content=content(),
        against=list_evidence("ai"),
        either_way=list_evidence("neither"),
        in_favor=list_evidence("studio"),
        problems=problems,
    )


def describe_verdicts(framework: Framework) -> list[VerdictLine]:
    """Return the verdicts, the lowest first."""
    return [VerdictLine(verdict, content().verdicts[verdict.key]) for verdict in framework.verdicts]


def describe_condition(framework: Framework, when: Condition) -> list[str]:
    """Return one phrase for each question that a condition reads."""
    return [f"{_name(framework, key)}: {_list_options(framework, key, options)}" for key, options in when.items()]


def describe_plan_conditions(framework: Framework, conditions: tuple[Condition, ...]) -> str:
    """Return the alternatives of a plan in one phrase."""
    phrases = [" and ".join(describe_condition(framework, when)) for when in conditions if when]
    return "When " + "; or ".join(phrases) if phrases else "Otherwise"


def _name(framework: Framework, key: str) -> str:
    return "verdict" if key == "verdict" else framework.by_key[key].phrase


def _list_options(framework: Framework, key: str, options: tuple[str, ...]) -> str:
    names = SHORT_VERDICTS if key == "verdict" else {o.key: o.label for o in framework.by_key[key].options}
    return join_words([names[option] for option in options]).replace(" and ", " or ")


def describe_proof(framework: Framework) -> ProofPart | None:
    """Return the stored proof of a framework version, if there is one."""
    proof = find_proof(framework)
    if proof is None:
        return None
    return ProofPart(
        proof=proof,
        share_rows=_list_share_rows(framework, proof),
        histogram=_list_histogram(proof),
        mean_questions=round(proof.asking.mean, 2),
        percent_needing_all=round(100 * proof.asking.share_needing_all, 1),
    )


def _list_share_rows(framework: Framework, proof: Proof) -> list[ShareRow]:
    open_uses = {
        use: shares for use, shares in proof.shares.by_use.items() if max(shares.values()) < sum(shares.values())
    }
    return [
        ShareRow(f"All {len(framework.uses)} places", _cut(proof.shares.all_uses)),
        ShareRow("Those that the first question leaves open", _cut(proof.shares.open_uses)),
        *(ShareRow(framework.uses[use].label, _cut(shares)) for use, shares in open_uses.items()),
    ]


def _cut(counts: Mapping[str, int]) -> tuple[Share, ...]:
    """Return the counts as parts of one bar of 100 percent."""
    parts = {verdict: 100 * counts.get(verdict, 0) / sum(counts.values()) for verdict in SHORT_VERDICTS}
    starts = accumulate(parts.values(), initial=0.0)
    return tuple(
        Share(verdict, SHORT_VERDICTS[verdict], round(start, 2), round(percent, 1))
        for (verdict, percent), start in zip(parts.items(), starts, strict=False)
    )


def _list_histogram(proof: Proof) -> list[HistogramRow]:
    longest = max(proof.asking.histogram.values())
    rows = sorted(proof.asking.histogram.items(), key=lambda row: int(row[0]))
    return [HistogramRow(questions, sets, round(100 * sets / longest, 1)) for questions, sets in rows]
