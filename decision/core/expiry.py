"""Advice with an expiry date: when a placeholder should be replaced, when a kept photo should be looked at again.

The documents speak of temporary placeholders without a date (gorn-9, gorn-41); the days here are our own choice. A
placeholder lasts as long as the person planned, and half a year at most, since generators and rules change fast. A
photo that is kept is looked at again after a year: the only published limit that we found is twelve months (Seattle
Pacific University, in the evidence).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from decision.core.advice import Advice

PLACEHOLDER_DAYS = {"weeks": 28, "months": 120, "years": 182}
"""How long it will be used -> days until the placeholder should be gone."""
KEPT_DAYS = 365
REASONS = {
    "replace": "because it was meant to fill a gap: who looks, and what is accepted, can change",
    "look-again": "because a headshot works only while it is recognizably you",
}


@dataclass(frozen=True)
class Expiry:
    """The day on which to replace the picture, or to look at it again."""

    day: date
    kind: Literal["replace", "look-again"]

    @property
    def reason(self) -> str:
        """Why, as the end of a sentence that begins with what to do by that day."""
        return REASONS[self.kind]


def find_expiry(advice: Advice, today: date) -> Expiry | None:
    """Return when the advice runs out; None where nothing is temporary. `today` is the date in New York."""
    if advice.plan == "keep-current":
        return Expiry(today + timedelta(days=KEPT_DAYS), "look-again")
    if advice.verdict == "ai-for-now":
        lifespan = advice.answers.get("lifespan") or "years"
        return Expiry(today + timedelta(days=PLACEHOLDER_DAYS[lifespan]), "replace")
    return None
