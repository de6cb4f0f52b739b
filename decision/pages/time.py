"""What about a result depends on the day: when the advice runs out, and what has changed since a dated link."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from decision.core.advice import Advice
from decision.core.expiry import find_expiry
from decision.core.packages import PackageOffer
from decision.core.remembering import find_changes_since
from decision.pages.words import SHORT_VERDICTS


def gather_time(advice: Advice, offers: Sequence[PackageOffer], *, today: date, since: str = "") -> dict[str, Any]:
    """Return the template context of `parts/expiry.html` and `parts/since.html`; `since` is that of the address."""
    changes = find_changes_since(since, advice, offers) if since else None
    before = changes.verdicts_before if changes else ()
    return {
        "expiry": find_expiry(advice, today),
        "since": changes,
        "verdicts_before": [SHORT_VERDICTS[verdict] for verdict in before],
    }
