"""The framework in words, with its stored proof: what the page “How it decides” shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from decision.content import content
from decision.core.framework import Condition, Framework
from decision.pages.words import SHORT_VERDICTS, join_words, list_evidence
from decision.proof.stored import Proof, find_proof


@dataclass(frozen=True)
class Share:
    """One verdict's part of a set of answers: where its bar begins and how long it is, in percent."""

    verdict: str
    title: str
    start: float
    percent: float


@dataclass(frozen=True)
class ShareRow:
    """The shares of all verdicts in one part of the space."""

    label: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class HistogramRow:
    """How many sets are settled after so many questions, and the bar's length in percent of the longest."""

    questions: str
    sets: int
    length: float


def gather_proof(framework: Framework) -> dict[str, Any]:
    """Return the template context of the proof of a framework; "proof" is None when none is stored."""
    proof = find_proof(framework)
    if proof is None:
        return {"proof": None}
    return {
        "proof": proof,
        "share_rows": _list_share_rows(framework, proof),
        "histogram": _list_histogram(proof),
        "mean_questions": round(proof.asking.mean, 2),
        "percent_needing_all": round(100 * proof.asking.share_needing_all, 1),
        "alike": _describe_alike(framework, proof),
    }


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
    """Return the counts as stretches of one bar of 100."""
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


def _describe_alike(framework: Framework, proof: Proof) -> list[str]:
    """Return one phrase for each group of options that decide alike and differ only in the words."""
    return [
        f"{question.short}: " + ", ".join(question.by_key[key].label for key in group)
        for question in framework.questions
        for group in proof.alike.get(question.key, [])
    ]


def gather_framework(framework: Framework) -> dict[str, Any]:
    """Return the template context of the page that shows one framework version in full."""
    return {
        "framework": framework,
        **gather_proof(framework),
        "content": content(),
        "verdict_lines": describe_verdicts(framework),
        "rules": [{"rule": rule, "conditions": describe_condition(framework, rule.when)} for rule in framework.rules],
        "plans": [
            {"plan": plan, "text": content().plans[plan.key], "when": describe_plan_conditions(framework, plan.when)}
            for plan in framework.plans
        ],
        "against": list_evidence("ai"),
        "either_way": list_evidence("neither"),
        "in_favor": list_evidence("studio"),
    }


def describe_verdicts(framework: Framework) -> list[dict[str, Any]]:
    """Return each verdict with its line on the scale and its words."""
    return [{"verdict": verdict, "text": content().verdicts[verdict.key]} for verdict in framework.verdicts]


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
