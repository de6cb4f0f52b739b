"""Write the journal, and delete its entries once they are old enough."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from headshot_advisor.client_address import find_client_network
from studio.models.accounts import Event, JournalEntry

ATTEMPTS = (Event.SIGNED_IN, Event.WRONG_PASSWORD, Event.WRONG_CODE, Event.LOCKED, Event.LOCK_RELEASED)
"""Deleted sooner than other events: they say from where people sign in, and are of no use later."""
MAX_NOTE = 300


def record(
    event: Event,
    *,
    request: HttpRequest | None = None,
    account: User | None = None,
    name: str = "",
    note: str = "",
) -> JournalEntry:
    """Write an entry.

    `name` is the user name that was typed, for when there is no such account. Only a hash of it is kept, because people
    type passwords and email addresses into the wrong field.
    """
    by = request.user if request else None
    return JournalEntry.objects.create(
        event=event,
        account=account.get_username() if account else "",
        by=by.get_username() if isinstance(by, User) else "",
        network=find_client_network(request) if request else "",
        note=note[:MAX_NOTE],
        name_key=hash_name(account.get_username() if account else name),
    )


def hash_name(name: str) -> str:
    """Return the key under which attempts for a user name are counted; "" for no name."""
    return salted_hmac("studio.journal", name.strip().casefold(), algorithm="sha256").hexdigest() if name else ""


def delete_old_entries(now: datetime) -> int:
    """Delete the entries that are old enough; return how many."""
    sign_ins = JournalEntry.objects.filter(event__in=ATTEMPTS, at__lt=now - timedelta(days=settings.KEEP_SIGN_INS_DAYS))
    others = JournalEntry.objects.filter(at__lt=now - timedelta(days=settings.KEEP_JOURNAL_DAYS))
    return sign_ins.forget() + others.forget()
