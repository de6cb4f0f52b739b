"""Remind clients of their session some hours before."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from studio.mail.compose import post_reminder
from studio.models import Inquiry, Mail, MailKind, Status


def remind_of_sessions(now: datetime) -> int:
    """Email the clients whose session is near; return how many. Any number of workers may do this at once.

    Who booked or moved so late that the email about it came after that moment gets no reminder.
    """
    ahead = timedelta(hours=settings.REMINDER_HOURS)
    told_since = Mail.objects.filter(
        inquiry=OuterRef("pk"), kind=MailKind.BOOKED, created_at__gt=OuterRef("session_at") - ahead
    )
    booked = Inquiry.objects.filter(status=Status.BOOKED, merged_into=None, erase_at=None)
    near = booked.filter(session_at__gt=now, session_at__lte=now + ahead)
    unreminded = near.exclude(reminded_for=F("session_at")).exclude(Exists(told_since))
    return sum(_remind(inquiry) for inquiry in unreminded)


@transaction.atomic
def _remind(inquiry: Inquiry) -> bool:
    """Email one client, unless another worker has, or the session was moved or canceled just now."""
    if not inquiry.current_email:
        return False
    same = Inquiry.objects.filter(pk=inquiry.pk, status=Status.BOOKED, session_at=inquiry.session_at)
    if not same.exclude(reminded_for=inquiry.session_at).update(reminded_for=inquiry.session_at):
        return False
    post_reminder(inquiry)
    return True
