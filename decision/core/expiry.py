"""When advice expires: a placeholder should be replaced, or a photo that is kept should be looked at again.

The documents mention temporary placeholders but give no date (gorn-9, gorn-41), so the days here are our own choice.
A placeholder lasts as long as the person planned, and half a year at most, because generators and rules change fast.
A photo that is kept gets another look after a year: the only published limit that we found is twelve months (Seattle
Pacific University, in the evidence).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from decision.core.advice import Advice

PLACEHOLDER_DAYS = {"weeks": 28, "months": 120, "years": 182}
"""How long the photo will be used -> days until the placeholder should be replaced."""
KEPT_DAYS = 365
REASONS = {
    "replace": "because it only fills a gap, and who looks can change",
    "look-again": "because a photo only works while you look like it",
}


@dataclass(frozen=True)
class Expiry:
    """The day to replace the picture, or to look at it again."""

    day: date
    kind: Literal["replace", "look-again"]

    @property
    def reason(self) -> str:
        """Why, to follow “Replace it by …,” in a sentence."""
        return REASONS[self.kind]


def find_expiry(advice: Advice, today: date) -> Expiry | None:
    """Return when the advice expires; None when nothing is temporary. `today` is the date in New York."""
    if advice.plan == "keep-current":
        return Expiry(today + timedelta(days=KEPT_DAYS), "look-again")
    if advice.verdict == "ai-for-now":
        lifespan = advice.answers.get("lifespan") or "years"
        return Expiry(today + timedelta(days=PLACEHOLDER_DAYS[lifespan]), "replace")
    return None
