"""Clients ask on their own page to move a booked session. Staff answer, and move it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from studio.inquiries.notes import add_note
from studio.mail.compose import post_move_request
from studio.models import Inquiry, Mail, MailKind, Note, Status, StatusChange


def find_move_requests() -> QuerySet[Inquiry]:
    """Return the booked inquiries whose clients asked to move, and that staff have not answered or changed since."""
    since = F("inquiry__move_asked_at")
    seen = (
        Note.objects.filter(inquiry=OuterRef("pk"), by__isnull=False, at__gt=since),
        StatusChange.objects.filter(inquiry=OuterRef("pk"), at__gt=since),
        Mail.objects.filter(inquiry=OuterRef("pk"), kind=MailKind.REPLY, created_at__gt=since),
    )
    asked = Inquiry.objects.filter(status=Status.BOOKED, move_asked_at__isnull=False)
    return asked.exclude(Exists(seen[0]) | Exists(seen[1]) | Exists(seen[2]))


def is_move_asked(inquiry: Inquiry) -> bool:
    """Return whether a request to move waits for the studio."""
    return inquiry.move_asked_at is not None and find_move_requests().filter(pk=inquiry.pk).exists()


@transaction.atomic
def request_move(inquiry: Inquiry, wish: str, *, at: datetime) -> bool:
    """Record that a client wants another time, and email the studio; False while another request waits.

    Raises:
        ValidationError: the wish is too long.
    """
    if is_move_asked(inquiry):
        return False
    # Of two requests at once, only one finds the row unchanged.
    unchanged = Inquiry.objects.filter(pk=inquiry.pk, status=Status.BOOKED, move_asked_at=inquiry.move_asked_at)
    if not unchanged.update(move_asked_at=at):
        return False
    inquiry.move_asked_at = at
    add_note(inquiry, f"The client asks for another time: {wish}", by=None, at=at)
    post_move_request(inquiry, wish)
    return True
