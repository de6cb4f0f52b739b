"""Erasing people: all that is kept of them, for good. A number stays, and a line to repeat it after a restore."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studio.accounts.journal import record
from studio.admin.idle import forget_kept_forms
from studio.inquiries.erasure_list import read_references, write_references
from studio.mail.compose import post_to_studio
from studio.mail.outbox import discard_mails
from studio.models import ErasedCount, Event, Inquiry, MailKind, Status
from studio.photos.store import remove_photos

AGAIN = "again"
REASONS = {"asked": "Asked for", "expired": "Kept long enough", AGAIN: "Once more, after a restore"}
TIME_TO_UNDO = timedelta(hours=24)


@transaction.atomic
def note_wish(inquiry: Inquiry, *, at: datetime | None = None, with_mails: bool = True) -> bool:
    """Note that a client wants to be erased, and tell the studio; False when they had asked before."""
    is_first = Inquiry.objects.filter(pk=inquiry.pk, erasure_asked_at=None).update(
        erasure_asked_at=at or timezone.now()
    )
    if is_first and with_mails:
        post_to_studio(inquiry, MailKind.ERASURE)
    return bool(is_first)


def plan_erasure(inquiries: Iterable[Inquiry], *, now: datetime) -> int:
    """Mark inquiries to be erased after a day, in which staff can undo it; return how many were not marked before."""
    chosen = [inquiry.pk for inquiry in inquiries]
    return Inquiry.objects.filter(pk__in=chosen, erase_at=None).update(erase_at=now + TIME_TO_UNDO)


def undo_erasure(inquiries: Iterable[Inquiry], *, now: datetime) -> int:
    """Take the mark away again; return how many are kept. After the day it is too late."""
    chosen = [inquiry.pk for inquiry in inquiries]
    return Inquiry.objects.filter(pk__in=chosen, erase_at__gt=now).update(erase_at=None)


def erase_planned(now: datetime) -> int:
    """Erase what was marked a day ago; return how many."""
    return erase(Inquiry.objects.filter(erase_at__lte=now), why="asked")


def erase_expired(now: datetime) -> int:
    """Erase what is older than the set time and has no session after it; return how many."""
    limit = now - timedelta(days=settings.KEEP_INQUIRIES_DAYS)
    old = Inquiry.objects.filter(created_at__lt=limit).exclude(session_at__gte=limit)
    return erase(old, why="expired")


def erase_again() -> int:
    """Erase what a restored database has brought back of the people on the list; return how many inquiries."""
    return erase(Inquiry.objects.filter(reference__in=read_references()), why=AGAIN)


def erase(inquiries: Iterable[Inquiry], *, why: str) -> int:
    """Erase inquiries with their notes, moves, photos, mails and log entries.

    The list is written first. If the rest fails, the line stands there and the next run of `erase_again` does it.

    Raises:
        OSError: the list cannot be written. Nothing was erased.
    """
    chosen = list(inquiries)
    if not chosen:
        return 0
    if why != AGAIN:
        write_references([inquiry.reference for inquiry in chosen], why=why)
    for inquiry in chosen:
        _erase(inquiry)
        record(Event.ERASED, note=f"{REASONS[why]}: {inquiry.reference}")
    forget_kept_forms()
    return len(chosen)


@transaction.atomic
def _erase(inquiry: Inquiry) -> None:
    _count(inquiry)
    remove_photos(inquiry)
    discard_mails(inquiry)
    log = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Inquiry), object_id=str(inquiry.pk))
    log.delete()
    inquiry.delete()


def _count(inquiry: Inquiry) -> None:
    """Keep the inquiry as a number for the funnel, unless it was spam or counted with another."""
    if inquiry.merged_into_id or inquiry.status in (Status.SPAM, Status.SUSPECTED):
        return
    row, _ = ErasedCount.objects.get_or_create(
        day=timezone.localdate(inquiry.created_at),
        use=inquiry.main_use,
        verdict=inquiry.verdict,
        was_booked=inquiry.status_changes.filter(to_status=Status.BOOKED).exists(),
    )
    ErasedCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
