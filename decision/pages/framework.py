"""The framework in words: its verdicts, rules and plans, and the stored proof. All of it comes from the data itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from decision.conditions import Condition, Tag
from decision.content import Content, content
from decision.content.model import Evidence, Guide, VerdictText
from decision.core.advice import Advice, advise
from decision.core.answers import read_answers
from decision.core.framework import Framework, Plan, Rule, Verdict
from decision.pages.charts import Bar, Scale, lay_out_bars, lay_out_scale
from decision.pages.words import SHORT_VERDICTS, StakesRow, UseRow, describe_contributions, describe_uses, list_evidence
from decision.proof.stored import Proof, find_proof, list_proofs
from decision.sentences import join_words

EXAMPLE = {
    "use": "linkedin",
    "viewer": "visitors",
    "screening": "no",
    "matching": "no",
    "lifespan": "months",
    "size": "page",
    "meeting": "sometimes",
    "field": "other",
    "career": "established",
    "worn": "none",
}
"""The answers whose points the page adds up."""


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
    """A plan, when it is chosen, and what a person needs to be able to do for it."""

    plan: Plan
    text: Guide
    when: str
    needs: str


@dataclass(frozen=True)
class Share:
    """One verdict's or plan's share of some answers: where its bar begins and how long it is, in percent."""

    key: str
    title: str
    start: float
    percent: float


@dataclass(frozen=True)
class ShareRow:
    """The shares of all verdicts among some of the answers."""

    label: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class VersionShares:
    """How one version decides over all sets of answers: verdicts, questions asked, and plans."""

    version: str
    equal_uses: tuple[Share, ...]
    all_uses: tuple[Share, ...]
    mean_equal_uses: float
    mean: float
    plans_equal_uses: Mapping[str, float]
    plans_all_uses: Mapping[str, float]


@dataclass(frozen=True)
class PlanShareRow:
    """One plan's share in each version, in percent; None where the version does not have the plan."""

    title: str
    equal_uses: tuple[float | None, ...]
    all_uses: tuple[float | None, ...]


@dataclass(frozen=True)
class PlanUseRow:
    """The plans of one use, the most frequent first."""

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
    verdicts: list[str]
    """In two words, the lowest first, as the bars show them."""
    share_rows: list[ShareRow]
    versions: list[VersionShares]
    """Every published version that has a proof, the oldest first."""
    plan_rows: list[PlanShareRow]
    plans_by_use: list[PlanUseRow]
    histogram: list[HistogramRow]
    mean_questions: float
    mean_equal_uses: float
    question_count: int
    percent_needing_all: float


@dataclass(frozen=True)
class WorkedExample:
    """One set of answers, added up as on the result page, without the answers that count nothing."""

    advice: Advice
    scale: Scale
    bars: list[tuple[StakesRow, Bar]]
    uses: list[UseRow]
    contested: tuple[str, ...] = ()


@dataclass(frozen=True)
class FrameworkPage:
    """Everything on the page “How it decides”."""

    framework: Framework
    example: WorkedExample
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
        example=work_example(framework),
        verdict_lines=describe_verdicts(framework),
        rules=[RuleRow(rule, describe_condition(framework, rule.when)) for rule in framework.rules],
        plans=[
            PlanRow(
                plan,
                content().plans[plan.key],
                describe_plan_conditions(framework, plan),
                "; ".join(describe_condition(framework, plan.needs)),
            )
            for plan in framework.plans
        ],
        proof=describe_proof(framework),
        content=content(),
        against=list_evidence("ai"),
        either_way=list_evidence("neither"),
        in_favor=list_evidence("studio"),
        problems=problems,
    )


def work_example(framework: Framework) -> WorkedExample:
    """Return the example, by this version of the rules."""
    advice = advise(framework, read_answers(framework, EXAMPLE))
    rows = describe_contributions(advice)
    return WorkedExample(
        advice=advice,
        scale=lay_out_scale(advice),
        bars=[pair for pair in zip(rows, lay_out_bars(advice.contributions), strict=True) if pair[1].width],
        uses=describe_uses(advice),
    )


def describe_verdicts(framework: Framework) -> list[VerdictLine]:
    """Return the verdicts, the lowest first."""
    return [VerdictLine(verdict, content().verdicts[verdict.key]) for verdict in framework.verdicts]


def describe_condition(framework: Framework, when: Condition) -> list[str]:
    """Return one phrase for each question that a condition reads."""
    return [f"{_name(framework, key)}: {_list_options(framework, key, options)}" for key, options in when.items()]


def describe_plan_conditions(framework: Framework, plan: Plan) -> str:
    """Return in one phrase when a plan is chosen, if none before it was: its alternatives, uses and exceptions."""
    when = _join_alternatives(framework, plan.when)
    only = f", only for: {_list_uses(framework, plan.uses)}" if plan.uses != "all" else ""
    unless = _join_alternatives(framework, plan.unless)
    return (f"When {when}" if when else "Otherwise") + only + (f", but not when {unless}" if unless else "")


def _join_alternatives(framework: Framework, conditions: tuple[Condition, ...]) -> str:
    return "; or ".join(" and ".join(describe_condition(framework, when)) for when in conditions if when)


def _list_uses(framework: Framework, uses: Tag) -> str:
    return join_words([framework.uses[use].label for use in uses])


def _name(framework: Framework, key: str) -> str:
    return "verdict" if key == "verdict" else framework.by_key[key].phrase


def _list_options(framework: Framework, key: str, options: tuple[str, ...]) -> str:
    names = SHORT_VERDICTS if key == "verdict" else {o.key: o.label for o in framework.by_key[key].options}
    return join_words([names[option] for option in options], "or")


def describe_proof(framework: Framework) -> ProofPart | None:
    """Return the stored proof of a framework version, if there is one."""
    proof = find_proof(framework)
    if proof is None:
        return None
    return ProofPart(
        proof=proof,
        verdicts=[SHORT_VERDICTS[verdict.key] for verdict in framework.verdicts],
        share_rows=_list_share_rows(framework, proof),
        versions=(versions := [_compare_version(*pair) for pair in list_proofs()]),
        plan_rows=_list_plan_rows(versions),
        plans_by_use=_list_plans_by_use(framework, proof),
        histogram=_list_histogram(proof),
        mean_questions=round(proof.asking.mean, 2),
        mean_equal_uses=round(proof.asking.mean_equal_uses, 2),
        question_count=len(framework.verdict_questions),
        percent_needing_all=round(100 * proof.asking.share_needing_all, 1),
    )


def _list_share_rows(framework: Framework, proof: Proof) -> list[ShareRow]:
    open_uses = {
        use: shares for use, shares in proof.shares.by_use.items() if max(shares.values()) < sum(shares.values())
    }
    return [
        ShareRow(f"All {len(framework.uses)} places, each weighing the same", _cut(framework, proof.shares.equal_uses)),
        ShareRow("All sets of answers", _cut(framework, proof.shares.all_uses)),
        ShareRow("Those that the first question leaves open", _cut(framework, proof.shares.open_uses)),
        *(ShareRow(framework.uses[use].label, _cut(framework, shares)) for use, shares in open_uses.items()),
    ]


def _cut(framework: Framework, counts: Mapping[str, float]) -> tuple[Share, ...]:
    """Return the counts of the verdicts as parts of one bar of 100 percent."""
    return _lay_out({verdict.key: counts.get(verdict.key, 0) for verdict in framework.verdicts}, SHORT_VERDICTS)


def _lay_out(counts: Mapping[str, float], titles: Mapping[str, str]) -> tuple[Share, ...]:
    whole = sum(counts.values())
    parts = {key: 100 * count / whole for key, count in counts.items()}
    starts = accumulate(parts.values(), initial=0.0)
    return tuple(
        Share(key, titles[key], round(start, 2), round(percent, 1))
        for (key, percent), start in zip(parts.items(), starts, strict=False)
    )


def _compare_version(framework: Framework, proof: Proof) -> VersionShares:
    return VersionShares(
        version=framework.version,
        equal_uses=_cut(framework, proof.shares.equal_uses),
        all_uses=_cut(framework, proof.shares.all_uses),
        mean_equal_uses=round(proof.asking.mean_equal_uses, 2),
        mean=round(proof.asking.mean, 2),
        plans_equal_uses=proof.plans.equal_uses,
        plans_all_uses=proof.plans.all_uses,
    )


def _list_plan_rows(versions: list[VersionShares]) -> list[PlanShareRow]:
    """Return every plan of some version, in the order of the newest."""
    keys = dict.fromkeys(key for version in reversed(versions) for key in version.plans_equal_uses)
    return [
        PlanShareRow(
            content().plans[key].title,
            tuple(_read_percent(version.plans_equal_uses, key) for version in versions),
            tuple(_read_percent(version.plans_all_uses, key) for version in versions),
        )
        for key in keys
    ]


def _read_percent(shares: Mapping[str, float], key: str) -> float | None:
    return round(100 * shares[key], 1) if key in shares else None


def _list_plans_by_use(framework: Framework, proof: Proof) -> list[PlanUseRow]:
    titles = {key: guide.title for key, guide in content().plans.items()}
    return [
        PlanUseRow(
            framework.uses[use].label,
            _lay_out({key: share for key, share in sorted(shares.items(), key=lambda s: -s[1]) if share}, titles),
        )
        for use, shares in proof.plans.by_use.items()
    ]


def _list_histogram(proof: Proof) -> list[HistogramRow]:
    longest = max(proof.asking.histogram.values())
    rows = sorted(proof.asking.histogram.items(), key=lambda row: int(row[0]))
    return [HistogramRow(questions, sets, round(100 * sets / longest, 1)) for questions, sets in rows]
