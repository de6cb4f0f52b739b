"""The table on page 1 of the report: what each way to a portrait costs, and whether its picture does here."""

from dataclasses import dataclass

from decision.content import content
from decision.pages.charts import WayRow, lay_out_ways
from decision.pages.result import Result

DOES = {
    "ai": {"ai": "Will do", "plain": "Will do", "session": "More than it takes"},
    "ai-for-now": {"ai": "For now", "plain": "Will do", "session": "Will do"},
    "plain": {"ai": "Won’t do", "plain": "Will do", "session": "More than it takes"},
    "studio": {"ai": "A risk here", "plain": "Until a session", "session": "Will do"},
}
"""Verdict -> what kind of picture -> whether it does."""
KINDS = {"window": "plain", "booth": "plain", "ai": "ai", "local": "session", "studio": "session"}
"""Way -> what kind of picture it gives."""
CHOSEN = {
    "take-plain": "window",
    "bridge-then-book": "window",
    "use-ai": "ai",
    "improve-selfies": "ai",
    "ai-then-studio": "ai",
    "book-local": "local",
    "book-studio": "studio",
}
"""Plan -> the way that it takes."""


@dataclass(frozen=True)
class WayLine(WayRow):
    """A way to a portrait, and whether its picture does here."""

    does: str
    is_chosen: bool
    """Whether the plan takes it."""


def list_ways(result: Result) -> list[WayLine]:
    """Return the ways, the cheapest first; none where no photo is wanted."""
    advice = result.advice
    if advice.verdict is None or advice.plan == "leave-out":
        return []
    does = DOES[advice.verdict]
    if advice.facts.get("screening") == ("yes",):
        does = {**does, "ai": "Refused here"}
    return [
        WayLine(row.way, row.dollars_at_end, does[KINDS[row.way.key]], CHOSEN.get(advice.plan or "") == row.way.key)
        for row in lay_out_ways(list(content().ways.values()))
    ]
