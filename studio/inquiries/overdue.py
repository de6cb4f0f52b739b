"""What the studio has to do now, and what is overdue: as database conditions, and in words."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.dateformat import time_format

from studio.inquiries.business_hours import add_business_time, subtract_business_time
from studio.inquiries.move_requests import find_move_requests
from studio.inquiries.offers import find_picked
from studio.models import OPEN, Inquiry, Status

ENDED = (Status.NO_SHOW, Status.CANCELLED, Status.WITHDRAWN, Status.DECLINED)
ANSWER_STEP = "Answer the client’s email."
"""How the next step begins after a client has written."""
HAS_WORK = (
    Q(status__in=OPEN)
    | Q(status=Status.DONE) & ~Q(next_step="")
    | Q(status__in=ENDED, next_step__startswith=ANSWER_STEP)
)
"""The condition for: the studio still has something to do, also when it is over but the client has written again."""


def is_overdue(now: datetime) -> Q:
    """Return the condition for: a late answer or next step, a session that is over, or late pictures."""
    return Q(merged_into=None) & (
        Q(status=Status.NEW, created_at__lt=find_answer_limit(now))
        | HAS_WORK & Q(next_step_on__lt=timezone.localdate(now))
        | is_session_over(now)
        | are_pictures_late(now)
    )


def is_due(now: datetime) -> Q:
    """Return the condition for what is overdue, new, has its next step today, or waits for an answer to the client."""
    waits = Q(pk__in=find_move_requests().values("pk")) | Q(pk__in=find_picked().order_by().values("inquiry"))
    return Q(merged_into=None) & (
        waits | Q(status=Status.NEW) | is_step_due(now) | is_session_over(now) | are_pictures_late(now)
    )


def is_step_due(now: datetime) -> Q:
    """Return the condition for a next step of today or earlier."""
    return HAS_WORK & Q(next_step_on__lte=timezone.localdate(now))


def is_session_over(now: datetime) -> Q:
    """Return the condition for a booked session whose time has passed."""
    return Q(status=Status.BOOKED, session_at__lt=now)


def are_pictures_late(now: datetime) -> Q:
    """Return the condition for pictures that should have been sent."""
    return Q(status=Status.PHOTOGRAPHED, corrected_sent_at=None, corrected_due_at__lt=now) | Q(
        status=Status.PHOTOGRAPHED, retouched_sent_at=None, retouched_due_on__lt=timezone.localdate(now)
    )


def has_work(inquiry: Inquiry) -> bool:
    """Return whether `HAS_WORK` is true of an inquiry."""
    return (
        inquiry.status in OPEN
        or (inquiry.status == Status.DONE and inquiry.next_step != "")
        or (inquiry.status in ENDED and inquiry.next_step.startswith(ANSWER_STEP))
    )


def explain_overdue(inquiry: Inquiry, now: datetime) -> str:
    """Return why an inquiry is overdue, or ""."""
    if inquiry.merged_into_id or not has_work(inquiry):
        return ""
    if late := explain_late_pictures(inquiry, now):
        return late
    if inquiry.status == Status.NEW and inquiry.created_at < find_answer_limit(now):
        return "no answer yet"
    if inquiry.next_step_on and inquiry.next_step_on < timezone.localdate(now):
        return "overdue"
    if inquiry.status == Status.BOOKED and inquiry.session_at and inquiry.session_at < now:
        return "session is over"
    return ""


def describe_target() -> str:
    """Return within how much time the studio wants to answer, in words."""
    hours = settings.REPLY_TARGET_HOURS
    opens, closes = (
        time_format(at, "g A" if at.minute == 0 else "g:i A") for at in (settings.DESK_OPENS, settings.DESK_CLOSES)
    )
    return f"{hours:g} business hour{'' if hours == 1 else 's'}, {opens} to {closes}"


def find_answer_deadline(since: datetime) -> datetime:
    """Return until when the studio wants to answer what came at `since`."""
    return add_business_time(since, timedelta(hours=settings.REPLY_TARGET_HOURS))


def find_answer_limit(now: datetime) -> datetime:
    """Return since when an inquiry that is still new is overdue."""
    return subtract_business_time(now, timedelta(hours=settings.REPLY_TARGET_HOURS))


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
