"""Send the pictures of a session, ask for a review, and write when a photo is three years old."""

from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from studio.inquiries.notes import add_note
from studio.inquiries.status import change_status
from studio.mail.compose import post_pictures, post_review_request, post_three_years
from studio.models import Inquiry, Status

REMIND_AFTER_YEARS = 3
HAS_NEWER = "The photo is three years old, but there is a newer one, so no email went out."
AWAITS_REMINDER = Q(
    status__in=[Status.PHOTOGRAPHED, Status.DONE], merged_into=None, photographed_at__isnull=False,
    reminder_agreed_at__isnull=False, reminder_sent_at=None,
)  # fmt: skip
"""The condition for inquiries whose clients we promised to write to when the photo is three years old."""


class Stage(StrEnum):
    """The two deliveries of a session."""

    CORRECTED = "corrected"
    RETOUCHED = "retouched"

    @property
    def label(self) -> str:
        return "color-corrected pictures" if self == Stage.CORRECTED else "retouched pictures"


def find_next_stage(inquiry: Inquiry) -> Stage:
    """Return what is to be sent next; once everything was sent, the last stage."""
    return Stage.RETOUCHED if inquiry.corrected_sent_at else Stage.CORRECTED


@transaction.atomic
def deliver_pictures(inquiry: Inquiry, stage: Stage, link: str, *, by: User | None, at: datetime | None = None) -> bool:
    """Record that pictures were sent, and email the link; return whether there was an address to email.

    With the retouched ones the inquiry is done.
    """
    at = at or timezone.now()
    # The retouched pictures make up for color-corrected ones that were never sent.
    columns = ["corrected_sent_at"] if stage == Stage.CORRECTED else ["corrected_sent_at", "retouched_sent_at"]
    missing = [column for column in columns if getattr(inquiry, column) is None]
    for column in missing:
        setattr(inquiry, column, at)
    inquiry.save(update_fields=missing)
    add_note(inquiry, f"Sent the {stage.label}. {link}".strip(), by=by, at=at)
    is_emailed = post_pictures(inquiry, stage, link) is not None
    if stage == Stage.RETOUCHED and inquiry.status == Status.PHOTOGRAPHED:
        change_status(inquiry, to=Status.DONE, by=by, at=at)
    return is_emailed


@transaction.atomic
def ask_for_review(inquiry: Inquiry, link: str, *, by: User) -> None:
    """Ask the client for a review, once. Only with the client's consent."""
    assert inquiry.review_agreed_at  # noqa: S101  the staff site offers it only then
    inquiry.review_asked_at = timezone.now()
    inquiry.save(update_fields=["review_asked_at"])
    add_note(inquiry, "Asked for a review.", by=by)
    post_review_request(inquiry, link)


def send_reminders(now: datetime) -> int:
    """Write to the clients who agreed to it and whose photos are three years old; return how many."""
    return sum(_remind(inquiry, now) for inquiry in find_reminders(now))


def find_reminders(now: datetime) -> QuerySet[Inquiry]:
    """Return the inquiries whose clients are to be reminded now."""
    local = timezone.localtime(now)
    # February 29 becomes February 28.
    day = 28 if (local.month, local.day) == (2, 29) else local.day
    limit = local.replace(year=local.year - REMIND_AFTER_YEARS, day=day)
    return Inquiry.objects.filter(AWAITS_REMINDER, photographed_at__lte=limit, erase_at=None, erasure_asked_at=None)


@transaction.atomic
def _remind(inquiry: Inquiry, now: datetime) -> bool:
    """Email one client, unless another run has just done so, or we have taken a newer photo since."""
    still = Inquiry.objects.filter(pk=inquiry.pk, reminder_sent_at=None)
    if not still.update(reminder_sent_at=now):
        return False
    newer = Inquiry.objects.filter(email_key=inquiry.email_key, photographed_at__gt=inquiry.photographed_at)
    if inquiry.email_key and newer.exists():
        add_note(inquiry, HAS_NEWER, by=None, at=now)
        return False
    add_note(inquiry, "Wrote that the photo is three years old.", by=None, at=now)
    post_three_years(inquiry)
    return True
