"""Erasing people: all that is kept of them, for good. A number stays, and a line to repeat it after a restore."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from studio.inquiries.erasure_list import read_references, write_references
from studio.mail.compose import post_to_studio
from studio.mail.outbox import discard_mails
from studio.models import ErasedCount, Inquiry, MailKind, Status
from studio.photos.store import remove_photos

AGAIN = "again"


@transaction.atomic
def note_wish(inquiry: Inquiry, *, at: datetime | None = None, with_mails: bool = True) -> bool:
    """Note that a client wants to be erased, and tell the studio; False when they had asked before."""
    is_first = Inquiry.objects.filter(pk=inquiry.pk, erasure_asked_at=None).update(
        erasure_asked_at=at or timezone.now()
    )
    if is_first and with_mails:
        post_to_studio(inquiry, MailKind.ERASURE)
    return bool(is_first)


def erase_person(inquiry: Inquiry) -> int:
    """Erase an inquiry, what was merged into it, and all else from its email or phone; return how many inquiries."""
    same = Q(pk=inquiry.pk) | Q(merged_into=inquiry)
    if inquiry.email_key:
        same |= Q(email_key=inquiry.email_key)
    if inquiry.phone_key:
        same |= Q(phone_key=inquiry.phone_key)
    return erase(Inquiry.objects.filter(same), why="asked")


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
    if why != AGAIN:
        write_references([inquiry.reference for inquiry in chosen], why=why)
    for inquiry in chosen:
        _erase(inquiry)
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
