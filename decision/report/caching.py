"""Reports without a name are the same for everybody: drawn once, kept for a day, and not sent twice."""

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches

from decision.advice import Advice
from decision.packages import PackageOffer

A_DAY = 86_400  # seconds


def find_tag(
    advice: Advice, offers: Sequence[PackageOffer], *, kept: object, today: date, session: str, paper: str
) -> str:
    """Return what names one report: equal reports have the same tag, others never.

    `kept` is what the address says besides the answers (version, contested points), `today` the date in New York.
    """
    parts = (
        settings.RELEASE,
        settings.SITE_URL,
        advice.framework.sha256,
        advice.answers.as_pairs(),
        kept,
        list(offers),
        today.isoformat(),
        session,
        paper,
    )
    return sha256(repr(parts).encode()).hexdigest()[:32]


def fetch_report(tag: str, draw: Callable[[], bytes]) -> bytes:
    """Return the report of that tag, drawn if it is not kept already."""
    kept: bytes | None = caches["reports"].get(tag)
    if kept is not None:
        return kept
    pdf = draw()
    caches["reports"].set(tag, pdf, A_DAY)
    return pdf
