"""When pictures are due after a session: color-corrected in 24 hours, retouched in three business days."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from decision.core.turnaround import plan_delivery
from studio.models import Inquiry, Status

CORRECTED_WITHIN = timedelta(hours=24)

AWAITS_REMINDER = Q(
    status__in=[Status.PHOTOGRAPHED, Status.DONE], merged_into=None, photographed_at__isnull=False,
    reminder_agreed_at__isnull=False, reminder_sent_at=None,
)  # fmt: skip
"""The condition for: we promised to write when the photo is three years old."""

NOTHING_DUE = {"photographed_at": None, "corrected_due_at": None, "retouched_due_on": None}


def list_due_marks(inquiry: Inquiry, to: Status, at: datetime) -> dict[str, datetime | date | None]:
    """Return the columns about the pictures that a new status sets."""
    if to == Status.BOOKED:
        return {**NOTHING_DUE, "corrected_sent_at": None, "retouched_sent_at": None}
    if inquiry.photographed_at or to not in (Status.PHOTOGRAPHED, Status.DONE):
        return {}
    taken_at = find_taken_at(inquiry, at)
    if to == Status.DONE:  # the pictures were handed over at once
        return {"photographed_at": taken_at}
    day = timezone.localdate(taken_at)
    return {
        "photographed_at": taken_at,
        "corrected_due_at": taken_at + CORRECTED_WITHIN,
        "retouched_due_on": plan_delivery(day, deadline=None, today=day).retouched,
    }


def find_taken_at(inquiry: Inquiry, at: datetime) -> datetime:
    """Return the end of the session, or now if it isn't over or there is none."""
    return min(inquiry.session_ends_at or at, at)
