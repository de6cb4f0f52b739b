"""Locks against guessing passwords and codes, counted from the journal.

Three limits work together, and each ends on its own:

- One name from one network: a short lock after a few failures.
- One name from everywhere: stops guessing that is spread over many networks.
- One network with many names: stops trying one password on every account.

The last two never hold for a network that this account has signed in from lately. So strangers who guess, from
wherever and for as long as they like, cannot keep the owner out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from headshot_advisor.client_address import find_client_network
from studio.journal import hash_name
from studio.models.journal import Event, JournalEntry

FAILURES = (Event.WRONG_PASSWORD, Event.WRONG_CODE)
RELEASES = (Event.PASSWORD_RESET, Event.LOCK_RELEASED)
KNOWN_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Limit:
    """So many failures within this time lock for the same time."""

    failures: int
    time: timedelta


PAIR = Limit(5, timedelta(minutes=15))
NAME = Limit(30, timedelta(hours=1))
NETWORK = Limit(60, timedelta(hours=1))


def find_lock(request: HttpRequest, name: str, now: datetime) -> datetime | None:
    """Return until when this name cannot sign in from where the request came; None when it can."""
    key, network = hash_name(name), find_client_network(request)
    by_name = JournalEntry.objects.filter(name_key=key)
    pair = by_name.filter(network=network)
    released_at = _find_last(by_name.filter(event__in=RELEASES))
    signed_in_at = _find_last(pair.filter(event=Event.SIGNED_IN))
    locks = [_find_end(pair, PAIR, now, after=max(filter(None, (released_at, signed_in_at)), default=None))]
    is_known = pair.filter(event__in=(Event.SIGNED_IN, Event.PASSWORD_RESET), at__gt=now - KNOWN_FOR).exists()
    if not is_known:
        from_network = JournalEntry.objects.filter(network=network)
        locks += [_find_end(by_name, NAME, now, after=released_at), _find_end(from_network, NETWORK, now, after=None)]
    return max(filter(None, locks), default=None)


def find_locked_until(account: User, now: datetime) -> datetime | None:
    """Return until when this account is locked for at least one network; None when it is not."""
    by_name = JournalEntry.objects.filter(name_key=hash_name(account.get_username()))
    recent = by_name.filter(event__in=FAILURES, at__gt=now - NAME.time)
    released_at = _find_last(by_name.filter(event__in=RELEASES))
    ends = [_find_end(by_name, NAME, now, after=released_at)]
    for network in set(recent.order_by().values_list("network", flat=True)):
        pair = by_name.filter(network=network)
        signed_in_at = _find_last(pair.filter(event=Event.SIGNED_IN))
        ends.append(_find_end(pair, PAIR, now, after=max(filter(None, (released_at, signed_in_at)), default=None)))
    return max(filter(None, ends), default=None)


def _find_end(
    entries: QuerySet[JournalEntry], limit: Limit, now: datetime, *, after: datetime | None
) -> datetime | None:
    """Return when the lock ends that these failures make; None when they make none."""
    counted = Q(event__in=FAILURES, at__gt=now - limit.time)
    if after:
        counted &= Q(at__gt=after)
    times = list(entries.filter(counted).order_by("-at").values_list("at", flat=True)[: limit.failures])
    return times[0] + limit.time if len(times) == limit.failures else None


def _find_last(entries: QuerySet[JournalEntry]) -> datetime | None:
    return entries.order_by("-at").values_list("at", flat=True).first()
