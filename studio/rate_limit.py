"""Limits by address and by mailbox. What is counted is known only as a keyed hash, and for a day."""

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from studio.models import RecentUse

WINDOW = timedelta(hours=24)
CLOCKS_APART = timedelta(minutes=1)
"""How far the clocks of two servers may be apart."""


def take_place(what: str, value: str, *, most: int, now: datetime | None = None) -> bool:
    """Count one use of `value` and tell whether it is among the first `most` of 24 hours.

    The database does the counting, so that two requests at once cannot both take the last place.
    """
    now = now or timezone.now()
    forget_old_uses(now)
    row, _ = RecentUse.objects.get_or_create(
        what=what, keyed_hash=_hash(what, value), defaults={"began_at": now, "count": 0}
    )
    return bool(RecentUse.objects.filter(pk=row.pk, count__lt=most).update(count=F("count") + 1))


def forget_old_uses(now: datetime) -> None:
    """Delete what was counted more than 24 hours ago, or in the future: by a clock that has been set back since."""
    RecentUse.objects.filter(Q(began_at__lte=now - WINDOW) | Q(began_at__gt=now + CLOCKS_APART)).delete()


def _hash(what: str, value: str) -> str:
    return salted_hmac(f"studio.limits.{what}", value, algorithm="sha256").hexdigest()
