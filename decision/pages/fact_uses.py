"""Where each fact is used: the sentences of pages, plans, rules and charts that rest on it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from decision.content import content
from decision.content.model import Destination, Fact, Guide
from decision.core.framework import load_framework

TEMPLATES = Path(__file__).parents[2] / "templates"
CITED = re.compile(r"""\{% source((?: "[a-z0-9-]+")+) %\}""")
MARKUP = re.compile(r"<[^>]*>|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")


@dataclass(frozen=True)
class FactUse:
    """One sentence that rests on a fact, and where it is."""

    where: str
    sentence: str


def find_uses(fact: Fact) -> tuple[FactUse, ...]:
    """Return the sentences that rest on a fact, each once."""
    if isinstance(fact, Destination):
        labels = [load_framework().uses[use].label for use in fact.uses]
        return tuple(FactUse("Results and the photo check", f"{label}: {fact.place}") for label in labels)
    return _group_uses().get(fact.key, ())


@cache
def _group_uses() -> dict[str, tuple[FactUse, ...]]:
    found: dict[str, dict[FactUse, None]] = {}
    for key, use in [*_list_rules(), *_list_steps(), *_list_words(), *_list_templates()]:
        found.setdefault(key, {})[use] = None
    return {key: tuple(uses) for key, uses in found.items()}


def _cite(where: str, sentence: str, *lists: Iterable[str]) -> Iterator[tuple[str, FactUse]]:
    yield from ((key, FactUse(where, sentence)) for keys in lists for key in keys)


def _list_rules() -> Iterator[tuple[str, FactUse]]:
    """Yield what the newest framework cites."""
    framework = load_framework()
    for question in framework.questions:
        yield from _cite("Questions", question.title, [question.source])
        for option in question.options:
            yield from _cite("Questions", f"{question.short}: {option.label}", [option.source])
    for rule in framework.rules:
        yield from _cite("Rules", rule.title, [rule.source])
    for verdict in framework.verdicts:
        yield from _cite("Verdicts", content().verdicts[verdict.key].title, [verdict.source])
    for plan in framework.plans:
        yield from _cite("Plans", content().plans[plan.key].title, [plan.source])
    for caution in framework.cautions:
        yield from _cite("Cautions", caution.says, [caution.source])


def _list_steps() -> Iterator[tuple[str, FactUse]]:
    """Yield what plans and how-to sections cite."""
    guides: list[Guide] = [*content().plans.values(), *content().guides.values()]
    for guide in guides:
        for step in guide.steps:
            yield from _cite(f"Plan “{guide.title}”", step.do, step.claims, step.evidence)


def _list_words() -> Iterator[tuple[str, FactUse]]:
    """Yield what the other content files cite."""
    words = content()
    for row in words.comparison.values():
        both = f"{row.criterion}. AI: {row.ai}. Studio: {row.studio}."
        yield from _cite("Compare", both, [row.claim])
        yield from _cite("Compare", row.note or both, row.evidence)
        yield from _cite("Compare", f"{row.criterion}. Plain photo: {row.plain}.", row.plain_sources)
    for way in words.ways.values():
        money = f"{way.name}: ${way.lowest:,} to ${way.highest:,}"
        yield from _cite("What each way costs", money, way.money_claims, way.money_evidence)
        yield from _cite("What it is like", f"{way.name}: {way.before} {way.after}", way.like_sources)
        yield from _cite("What each way takes", f"{way.name}: {way.time}", way.time_claims, way.time_evidence)
    for team_way in words.team_ways.values():
        yield from _cite("For teams", team_way.note or team_way.name, team_way.claims, team_way.evidence)
        yield from _cite(
            "For teams", team_way.leaves_out, team_way.leaves_out_claims, team_way.leaves_out_evidence
        )
    for chart in words.charts.values():
        for bar in chart.bars:
            yield from _cite(f"Chart “{chart.title}”", f"{bar.label}: {bar.percent:g}%", [bar.finding])
        yield from _cite(f"Chart “{chart.title}”", chart.limits, [chart.limits_finding] if chart.limits_finding else [])
    for item in words.panels.values():
        for panel in item.panels:
            if item.finding and panel.percent is not None:
                yield from _cite(f"“{item.question}”", f"{panel.option}: {panel.percent:g}%", [item.finding])
    for failure in words.failures.values():
        yield from _cite("What AI gets wrong", failure.goes_wrong, failure.claims, failure.evidence)
    for brief in words.briefs.values():
        yield from _cite("Session brief", brief.read, brief.claims)
    for gift in words.session.values():
        yield from _cite("What a session gives", gift.gives, gift.claims)
    for session_step in words.session_steps.values():
        yield from _cite("A session, step by step", session_step.happens, session_step.claims)
    for open_point in words.contradictions.values():
        yield from _cite("What the articles leave open", open_point.choice, open_point.claims)


def _list_templates() -> Iterator[tuple[str, FactUse]]:
    """Yield the sentences of pages that cite a source by name: the text before the number."""
    for file in sorted(TEMPLATES.rglob("*.html")):
        text = " ".join(file.read_text(encoding="utf-8").split())
        for found in CITED.finditer(text):
            before = MARKUP.sub("\n", text[: found.start()])
            sentence = before.rstrip().rpartition("\n")[2].strip()
            yield from _cite(f"Page “{file.stem.replace('_', ' ').capitalize()}”", sentence, re.findall(r'"([^"]+)"', found[1]))
