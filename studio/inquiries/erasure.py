"""Erase people. An anonymous count stays, and a reference to repeat the erasure after a restore."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from studio.accounts.journal import record
from studio.accounts.kept_forms import delete_kept_forms
from studio.inquiries.delivery import AWAITS_REMINDER
from studio.inquiries.search import fold_email
from studio.mail.compose import post_to_studio
from studio.mail.outbox import discard_mails
from studio.models import Event, Inquiry, MailKind, PhotoDay
from studio.photos.store import remove_photos

AGAIN = "again"
REASONS = {"asked": "Asked for", "expired": "Kept long enough", AGAIN: "Once more, after a restore"}
TIME_TO_SEND = timedelta(days=7)
"""How long an inquiry stays after its reminder was written, so that the email goes out."""
TIME_TO_UNDO = timedelta(hours=24)
ENDING = ".txt"
"""Of the files on the list of erasures."""


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
    """Schedule inquiries for erasure in a day; until then staff can undo it. Return how many were new."""
    chosen = [inquiry.pk for inquiry in inquiries]
    return Inquiry.objects.filter(pk__in=chosen, erase_at=None).update(erase_at=now + TIME_TO_UNDO)


def undo_erasure(inquiries: Iterable[Inquiry], *, now: datetime) -> int:
    """Undo a scheduled erasure; return how many inquiries are kept. After a day it is too late."""
    chosen = [inquiry.pk for inquiry in inquiries]
    return Inquiry.objects.filter(pk__in=chosen, erase_at__gt=now).update(erase_at=None)


def erase_scheduled(now: datetime) -> int:
    """Erase the scheduled inquiries that can no longer be kept; return how many."""
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


@dataclass(frozen=True)
class Related:
    """An inquiry that could be erased too, why it is listed, and whether it is suggested."""

    inquiry: Inquiry
    reasons: tuple[str, ...]
    is_suggested: bool

    @property
    def belongings(self) -> str:
        """What would be erased with it, in words."""
        counts = {
            "photo": self.inquiry.photo_count,  # type: ignore[attr-defined]  # annotated below
            "email": self.inquiry.mail_count,  # type: ignore[attr-defined]
            "note": self.inquiry.note_count,  # type: ignore[attr-defined]
            "step": self.inquiry.step_count,  # type: ignore[attr-defined]
        }
        words = [f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items() if count]
        return ", ".join(words) or "nothing else"


def find_related(inquiry: Inquiry) -> list[Related]:
    """Return the inquiry and those that may be the same person's, the suggested ones first.

    Anybody can type another person's phone number or email address. So only inquiries with the same email address are
    suggested; all others are listed with their reason, for staff to judge.
    """
    maybe = Q(pk=inquiry.pk) | Q(merged_into=inquiry) | Q(possible_duplicate_of=inquiry)
    maybe |= Q(pk__in=[pk for pk in (inquiry.merged_into_id, inquiry.possible_duplicate_of_id) if pk])
    if inquiry.email_key:
        maybe |= Q(email_key=inquiry.email_key)
    if inquiry.phone_key:
        maybe |= Q(phone_key=inquiry.phone_key)
    found = annotate_counts(Inquiry.objects.filter(maybe))
    listed = [Related(other, _give_reasons(inquiry, other), _is_suggested(inquiry, other)) for other in found]
    return sorted((one for one in listed if one.reasons), key=lambda one: not one.is_suggested)


def annotate_counts(inquiries: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """Annotate inquiries with how many photos, emails, notes and status changes each has."""
    return inquiries.annotate(
        photo_count=Count("photos", distinct=True),
        mail_count=Count("mails", distinct=True),
        note_count=Count("notes", distinct=True),
        step_count=Count("status_changes", distinct=True),
    ).prefetch_related("photos")


def _is_suggested(inquiry: Inquiry, other: Inquiry) -> bool:
    return is_same_address(inquiry, other) or other.pk == inquiry.pk


def is_same_address(inquiry: Inquiry, other: Inquiry) -> bool:
    """Return whether both came from one email address, to the letter."""
    return bool(inquiry.email) and fold_email(inquiry.email) == fold_email(other.email)


def _give_reasons(inquiry: Inquiry, other: Inquiry) -> tuple[str, ...]:
    if other.pk == inquiry.pk:
        return ("this inquiry",)
    reasons = {
        "same email address": is_same_address(inquiry, other),
        "same mailbox": (
            bool(inquiry.email_key) and other.email_key == inquiry.email_key and not is_same_address(inquiry, other)
        ),
        "same phone number": bool(inquiry.phone_key) and other.phone_key == inquiry.phone_key,
        "merged into this one": other.merged_into_id == inquiry.pk,
        "this one was merged into it": inquiry.merged_into_id == other.pk,
        "sent twice from one form": other.possible_duplicate_of_id == inquiry.pk
        or inquiry.possible_duplicate_of_id == other.pk,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def write_references(references: Iterable[str], *, why: str) -> None:
    """Put each reference on the list of erasures, with time and reason.

    The list is outside the database, so that restoring it does not touch the list. It holds no names. Each reference
    is a file of its own, because a bucket cannot append to a file, and two servers that write at once never conflict.

    Raises:
        OSError: a file cannot be written; a bucket raises its own errors.
    """
    line = f"{timezone.now().isoformat(timespec='seconds')} {why}\n".encode()
    for name in (f"{reference}{ENDING}" for reference in references):
        if not storages["erasures"].exists(name):  # it exists if an earlier erasure failed halfway
            storages["erasures"].save(name, ContentFile(line))


def read_references() -> set[str]:
    """Return every reference on the list."""
    try:
        _, names = storages["erasures"].listdir("")
    except FileNotFoundError:  # nobody was erased yet
        return set()
    return {name.removesuffix(ENDING) for name in names}
