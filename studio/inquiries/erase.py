"""Erase people. An anonymous count stays, and a reference to repeat the erasure after a restore."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from studio.accounts.journal import record
from studio.admin.idle import delete_kept_forms
from studio.inquiries.due import AWAITS_REMINDER
from studio.inquiries.erasure_list import read_references, write_references
from studio.mail.compose import post_to_studio
from studio.mail.outbox import discard_mails
from studio.models import Event, Inquiry, MailKind, PhotoDay
from studio.photos.store import remove_photos

AGAIN = "again"
REASONS = {"asked": "Asked for", "expired": "Kept long enough", AGAIN: "Once more, after a restore"}
TIME_TO_SEND = timedelta(days=7)
"""How long an inquiry stays after its reminder was written, so that the email goes out."""
TIME_TO_UNDO = timedelta(hours=24)


@transaction.atomic
def request_erasure(inquiry: Inquiry, *, at: datetime | None = None) -> bool:
    """Record that a client wants to be erased, and email the studio; False when they have asked before."""
    is_first = Inquiry.objects.filter(pk=inquiry.pk, erasure_asked_at=None).update(
        erasure_asked_at=at or timezone.now()
    )
    if is_first:
        post_to_studio(inquiry, MailKind.ERASURE)
    return bool(is_first)


def schedule_erasure(inquiries: Iterable[Inquiry], *, now: datetime) -> int:
    """Schedule inquiries for erasure in a day, until when staff can undo it; return how many were new."""
    chosen = [inquiry.pk for inquiry in inquiries]
    return Inquiry.objects.filter(pk__in=chosen, erase_at=None).update(erase_at=now + TIME_TO_UNDO)


def undo_erasure(inquiries: Iterable[Inquiry], *, now: datetime) -> int:
    """Undo a scheduled erasure; return how many inquiries are kept. After a day it is too late."""
    chosen = [inquiry.pk for inquiry in inquiries]
    return Inquiry.objects.filter(pk__in=chosen, erase_at__gt=now).update(erase_at=None)


def erase_scheduled(now: datetime) -> int:
    """Erase the inquiries whose day to undo is over; return how many."""
    return erase(Inquiry.objects.filter(erase_at__lte=now), why="asked")


def erase_expired(now: datetime) -> int:
    """Erase inquiries older than KEEP_INQUIRIES_DAYS; return how many.

    One with a later session or photo day, or with a reminder to come, is kept until then.
    """
    limit = now - timedelta(days=settings.KEEP_INQUIRIES_DAYS)
    old = Inquiry.objects.filter(created_at__lt=limit).exclude(session_at__gte=limit)
    old = old.exclude(pk__in=PhotoDay.objects.filter(ends_at__gte=limit).values("inquiry"))
    # They agreed to a reminder, which is still to be written or perhaps on its way.
    old = old.exclude(AWAITS_REMINDER | Q(reminder_sent_at__gte=now - TIME_TO_SEND))
    return erase(old, why="expired")


def erase_again() -> int:
    """Erase inquiries on the list that a restored database brought back; return how many."""
    return erase(Inquiry.objects.filter(reference__in=read_references()), why=AGAIN)


def erase(inquiries: Iterable[Inquiry], *, why: str) -> int:
    """Erase inquiries with their notes, status changes, photos, emails and log entries.

    The list is written first. If the rest fails, the next run of `erase_again` finds the reference and erases it.

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
    delete_kept_forms()
    return len(chosen)


@transaction.atomic
def _erase(inquiry: Inquiry) -> None:
    remove_photos(inquiry)
    discard_mails(inquiry)
    log = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Inquiry), object_id=str(inquiry.pk))
    log.delete()
    inquiry.delete()
