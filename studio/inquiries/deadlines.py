"""Deadlines in business hours: what the studio has to do now, and what is overdue."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.dateformat import time_format

from decision.core.turnaround import is_business_day
from studio.inquiries.sessions import find_move_requests, find_picked
from studio.models import OPEN, Inquiry, Status

ENDED = (Status.NO_SHOW, Status.CANCELLED, Status.WITHDRAWN, Status.DECLINED)
ANSWER_STEP = "Answer the client’s email."
"""How the next step begins after a client has written."""
HAS_WORK = (
    Q(status__in=OPEN)
    | Q(status=Status.DONE) & ~Q(next_step="")
    | Q(status__in=ENDED, next_step__startswith=ANSWER_STEP)
)
"""The condition for inquiries that the studio still works on, also closed ones whose client has written again."""
A_DAY = timedelta(days=1)


def is_overdue(now: datetime) -> Q:
    """Return the condition for a late answer or next step, a session that is over, or late pictures."""
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
    """Return the time within which the studio wants to answer, in words."""
    hours = settings.REPLY_TARGET_HOURS
    opens, closes = (
        time_format(at, "g A" if at.minute == 0 else "g:i A") for at in (settings.DESK_OPENS, settings.DESK_CLOSES)
    )
    return f"{hours:g} business hour{'' if hours == 1 else 's'}, {opens} to {closes}"


def find_answer_deadline(since: datetime) -> datetime:
    """Return when the studio wants to have answered what came at `since`."""
    return add_business_time(since, timedelta(hours=settings.REPLY_TARGET_HOURS))


def find_answer_limit(now: datetime) -> datetime:
    """Return a limit: an inquiry that came before it and is still new is overdue."""
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


def add_business_time(start: datetime, span: timedelta) -> datetime:
    """Return when `span` of business time has passed since `start`."""
    for opens, closes in _list_business_days(timezone.localdate(start), A_DAY):
        begins = max(start, opens)
        if begins + span <= closes:
            return begins + span
        span -= max(closes - begins, timedelta())
    raise AssertionError("there is always a next business day")


def subtract_business_time(end: datetime, span: timedelta) -> datetime:
    """Return when `span` of business time began that ends at `end`."""
    for opens, closes in _list_business_days(timezone.localdate(end), -A_DAY):
        ends = min(end, closes)
        if ends - span >= opens:
            return ends - span
        span -= max(ends - opens, timedelta())
    raise AssertionError("there is always a previous business day")


def find_closing(day: date) -> datetime:
    """Return when the studio stops reading its email on a day."""
    return _find_moment(day, settings.DESK_CLOSES)


def _list_business_days(day: date, step: timedelta) -> Iterator[tuple[datetime, datetime]]:
    """Yield when business begins and ends, for each business day from `day` on."""
    while True:
        if is_business_day(day):
            yield _find_moment(day, settings.DESK_OPENS), find_closing(day)
        day += step


def _find_moment(day: date, at: time) -> datetime:
    # In UTC, because sums in New York's time would forget the hours that the clocks skip.
    return timezone.make_aware(datetime.combine(day, at)).astimezone(UTC)
