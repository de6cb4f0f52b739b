"""Counts results that people saw. Anonymous: a number a day, from which nobody can be told."""

from datetime import date

from django.core.cache import cache
from django.db.models import F

from decision.core.advice import Advice
from studio.models import OutcomeTally

MOST_A_MINUTE = 300
"""For all clients of one cache together, so a flood can hide some counts: they are approximate and say so.

Counting by client would mean to keep something about the client.
"""


def count_outcome(*, advice: Advice, day: date) -> None:
    """Add one to the tally of a settled result. Two queries."""
    row, _ = OutcomeTally.objects.get_or_create(
        day=day,
        use=advice.deciding_use or "",
        verdict=advice.verdict,
        framework_version=advice.framework.version,
    )
    OutcomeTally.objects.filter(pk=row.pk).update(count=F("count") + 1)


def may_count() -> bool:
    """Whether this minute still has room for a count."""
    cache.add("tally-rate", 0, timeout=60)
    try:
        return cache.incr("tally-rate") <= MOST_A_MINUTE
    except ValueError:  # the minute ended between the two lines
        return True
