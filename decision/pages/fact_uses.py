"""Where each fact is used: the sentences of pages, plans, rules and charts that rest on it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from decision.content import content
from decision.content.model import Destination, Fact, Guide
from decision.core.framework import load_framework
from decision.sentences import join_words

TEMPLATES = Path(__file__).parents[2] / "templates"
CITED = re.compile(r"""\{% source((?: "[a-z0-9-]+")+) %\}""")
PAGES = {
    "compare": "Compare",
    "how_it_decides": "How it decides",
    "photo_check": "Check a photo",
    "result": "Your result",
    "said": "Your result",
    "studio": "Gorn Photo",
}
"""A template or its folder -> what readers call the page."""
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
        return (FactUse("Results and the photo check", f"{join_words(labels)}."),)
    return _group_uses().get(fact.key, ())


@cache
def _group_uses() -> dict[str, tuple[FactUse, ...]]:
    found: dict[str, dict[FactUse, None]] = {}
    for key, use in _list_all():
        found.setdefault(key, {})[use] = None
    return {key: tuple(uses) for key, uses in found.items()}


def _list_all() -> Iterator[tuple[str, FactUse]]:
    yield from _list_rules()
    yield from _list_steps()
    yield from _list_ways()
    yield from _list_figures()
    yield from _list_words()
    yield from _list_templates()


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
        for ask in guide.asks:
            yield from _cite(f"Plan “{guide.title}”", ask.says, ask.claims)


def _list_ways() -> Iterator[tuple[str, FactUse]]:
    """Yield what the comparison and the ways to a portrait cite."""
    words = content()
    for row in words.comparison.values():
        both = f"{row.criterion}. AI: {row.ai}. Studio: {row.studio}."
        yield from _cite("Compare", both, [row.claim])
        yield from _cite("Compare", row.note or both, row.evidence)
        yield from _cite("Compare", f"{row.criterion}. Plain photo: {row.plain}.", row.plain_sources)
    for way in words.ways.values():
        price = f"${way.lowest:,} to ${way.highest:,}" if way.highest else "nothing"
        money = f"{way.name}: {price}"
        yield from _cite("What each way costs", money, way.money_claims, way.money_evidence)
        yield from _cite("What each way takes", f"{way.name}: {way.time}", way.time_claims, way.time_evidence)
        yield from _cite("What it is like", f"{way.name}: {way.before} {way.after}", way.like_sources)
    for team in words.team_ways.values():
        yield from _cite("For teams", team.note or team.name, team.claims, team.evidence)
        yield from _cite("For teams", team.leaves_out, team.leaves_out_claims, team.leaves_out_evidence)


def _list_figures() -> Iterator[tuple[str, FactUse]]:
    """Yield what charts and panels cite."""
    for chart in content().charts.values():
        where = f"Chart “{chart.title}”"
        for bar in chart.bars:
            yield from _cite(where, f"{bar.label}: {bar.percent:g}%", [bar.finding])
        yield from _cite(where, chart.limits, [chart.limits_finding] if chart.limits_finding else [])
    for item in content().panels.values():
        for panel in item.panels:
            if item.finding and panel.percent is not None:
                yield from _cite(f"“{item.question}”", f"{panel.option}: {panel.percent:g}%", [item.finding])


def _list_words() -> Iterator[tuple[str, FactUse]]:
    """Yield what the other content files cite."""
    words = content()
    cited = [
        *(("What AI gets wrong", item.goes_wrong, (*item.claims, *item.evidence)) for item in words.failures.values()),
        *(("Session brief", item.read, item.claims) for item in words.briefs.values()),
        *(("What a session gives", item.gives, item.claims) for item in words.session.values()),
        *(("A session, step by step", item.happens, item.claims) for item in words.session_steps.values()),
        *(("What the articles leave open", item.choice, item.claims) for item in words.contradictions.values()),
    ]
    for where, sentence, keys in cited:
        yield from _cite(where, sentence, keys)


def _list_templates() -> Iterator[tuple[str, FactUse]]:
    """Yield the sentences of pages that cite a source by name: the text before the number."""
    for file in sorted(TEMPLATES.rglob("*.html")):
        text = " ".join(file.read_text(encoding="utf-8").split())
        for found in CITED.finditer(text):
            before = MARKUP.sub("\n", text[: found.start()])
            sentence = before.rstrip().rpartition("\n")[2].strip()
            yield from _cite(f"Page “{_name_page(file)}”", sentence, re.findall(r'"([^"]+)"', found[1]))


def _name_page(file: Path) -> str:
    parts = file.relative_to(TEMPLATES).with_suffix("").parts
    return next((PAGES[part] for part in parts if part in PAGES), file.stem.capitalize())
