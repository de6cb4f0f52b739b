"""Overdue inquiries: as a database condition, and in words."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from studio.models import OPEN, Inquiry, Status

HAS_WORK = Q(status__in=OPEN) | Q(status=Status.DONE) & ~Q(next_step="")
"""The condition for: the studio still has something to do, also for one that is done but has a next step."""


def is_overdue(now: datetime) -> Q:
    """Return the condition for: a late answer or next step, a session that is over, or late pictures."""
    today = timezone.localdate(now)
    return Q(merged_into=None) & (
        Q(status=Status.NEW, created_at__lt=now - find_target())
        | HAS_WORK & Q(next_step_on__lt=today)
        | Q(status=Status.BOOKED, session_at__lt=now)
        | Q(status=Status.PHOTOGRAPHED, corrected_sent_at=None, corrected_due_at__lt=now)
        | Q(status=Status.PHOTOGRAPHED, retouched_sent_at=None, retouched_due_on__lt=today)
    )


def explain_overdue(inquiry: Inquiry, now: datetime) -> str:
    """Return why an inquiry is overdue, or ""."""
    has_step = inquiry.status == Status.DONE and inquiry.next_step
    if inquiry.merged_into_id or not (inquiry.status in OPEN or has_step):
        return ""
    if late := explain_late_pictures(inquiry, now):
        return late
    if inquiry.status == Status.NEW and inquiry.created_at < now - find_target():
        return "no answer yet"
    if inquiry.next_step_on and inquiry.next_step_on < timezone.localdate(now):
        return "next step"
    if inquiry.status == Status.BOOKED and inquiry.session_at and inquiry.session_at < now:
        return "session is over"
    return ""


def explain_late_pictures(inquiry: Inquiry, now: datetime) -> str:
    """Return which pictures should have been sent, or ""."""
    if inquiry.status != Status.PHOTOGRAPHED:
        return ""
    if inquiry.corrected_due_at and not inquiry.corrected_sent_at and inquiry.corrected_due_at < now:
        return "color-corrected pictures are late"
    due_on = inquiry.retouched_due_on
    if due_on and not inquiry.retouched_sent_at and due_on < timezone.localdate(now):
        return "retouched pictures are late"
    return ""


def find_target() -> timedelta:
    """Return the time within which the studio wants to answer."""
    return timedelta(hours=settings.REPLY_TARGET_HOURS)
