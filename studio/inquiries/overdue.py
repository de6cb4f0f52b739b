"""Overdue inquiries: as a database condition, and in words."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from studio.models import OPEN, Inquiry, Status


def is_overdue(now: datetime) -> Q:
    """Return the condition for: not answered within the target, a late next step, or a session that is over."""
    return Q(merged_into=None) & (
        Q(status=Status.NEW, created_at__lt=now - find_target())
        | Q(status__in=OPEN, next_step_on__lt=timezone.localdate(now))
        | Q(status=Status.BOOKED, session_at__lt=now)
    )


def explain_overdue(inquiry: Inquiry, now: datetime) -> str:
    """Return why an inquiry is overdue, or ""."""
    if inquiry.merged_into_id or inquiry.status not in OPEN:
        return ""
    if inquiry.status == Status.NEW and inquiry.created_at < now - find_target():
        return "no answer yet"
    if inquiry.next_step_on and inquiry.next_step_on < timezone.localdate(now):
        return "next step"
    if inquiry.status == Status.BOOKED and inquiry.session_at and inquiry.session_at < now:
        return "session is over"
    return ""


def find_target() -> timedelta:
    """Return the time within which the studio wants to answer."""
    return timedelta(hours=settings.REPLY_TARGET_HOURS)
