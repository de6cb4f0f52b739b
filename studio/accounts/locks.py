"""Locks against guessing passwords and codes, counted from the journal.

Three limits work together, and each ends on its own:

- One name from one network: a short lock after a few failures.
- One name from everywhere: stops guessing that is spread over many networks.
- One network with many names: stops trying one password on every account.

The last two never apply to a network that this account has recently signed in from. So strangers who guess, from
anywhere and for any length of time, cannot lock the owner out.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from headshot_advisor.client_address import find_client_network
from studio.accounts.journal import hash_name, record
from studio.models.accounts import Event, JournalEntry

logger = logging.getLogger(__name__)

FAILURES = (Event.WRONG_PASSWORD, Event.WRONG_CODE)
RELEASES = (Event.PASSWORD_RESET, Event.LOCK_RELEASED)
KNOWN_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Limit:
    """This many failures within this time cause a lock of the same length."""

    failures: int
    time: timedelta


PAIR = Limit(5, timedelta(minutes=15))
NAME = Limit(30, timedelta(hours=1))
NETWORK = Limit(60, timedelta(hours=1))


class LockedError(Exception):
    """This name cannot sign in from here until `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


def begin_attempt(event: Event, request: HttpRequest, name: str, account: User | None) -> JournalEntry:
    """Count a failure before the password or code is checked; `uncount_attempt` undoes it if it was right.

    If failures were counted after the check, many guesses at once would all get through.

    Raises:
        LockedError: the password or code must not be checked.
    """
    now = timezone.now()
    if until := find_lock(request, name, now):
        raise LockedError(until)
    entry = record(event, request=request, name=name, account=account)
    pair = JournalEntry.objects.filter(name_key=entry.name_key, network=entry.network)
    too_many = Limit(PAIR.failures + 1, PAIR.time)
    if until := _find_end(pair, too_many, now, after=_find_fresh_start(entry.name_key, entry.network)):
        raise LockedError(until)
    return entry


def uncount_attempt(entry: JournalEntry) -> None:
    """Undo the count of an attempt that was right."""
    JournalEntry.objects.filter(pk=entry.pk).forget()


def record_new_lock(request: HttpRequest, name: str, account: User | None) -> datetime | None:
    """Return the end of the lock that the last failure caused, and record it; None when it caused none."""
    until = find_lock(request, name, timezone.now())
    if until:
        logger.warning("Too many wrong passwords or codes: sign-in is locked for a while.")
        record(Event.LOCKED, request=request, name=name, account=account)
    return until


def find_lock(request: HttpRequest, name: str, now: datetime) -> datetime | None:
    """Return until when this name cannot sign in from where the request came; None when it can."""
    key, network = hash_name(name), find_client_network(request)
    by_name = JournalEntry.objects.filter(name_key=key)
    pair = by_name.filter(network=network)
    released_at = _find_last(by_name.filter(event__in=RELEASES))
    locks = [_find_end(pair, PAIR, now, after=_find_fresh_start(key, network))]
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
        after = _find_fresh_start(hash_name(account.get_username()), network)
        ends.append(_find_end(by_name.filter(network=network), PAIR, now, after=after))
    return max(filter(None, ends), default=None)


def _find_fresh_start(name_key: str, network: str) -> datetime | None:
    """Return when the count for a name and network last restarted: a sign-in, a new password or a release."""
    own = Q(event=Event.SIGNED_IN, network=network) | Q(event__in=RELEASES)
    return _find_last(JournalEntry.objects.filter(own, name_key=name_key))


def _find_end(
    entries: QuerySet[JournalEntry], limit: Limit, now: datetime, *, after: datetime | None
) -> datetime | None:
    """Return when the lock caused by these failures ends; None when there is none."""
    counted = Q(event__in=FAILURES, at__gt=now - limit.time)
    if after:
        counted &= Q(at__gt=after)
    times = list(entries.filter(counted).order_by("-at").values_list("at", flat=True)[: limit.failures])
    return times[0] + limit.time if len(times) == limit.failures else None


def _find_last(entries: QuerySet[JournalEntry]) -> datetime | None:
    return entries.order_by("-at").values_list("at", flat=True).first()
