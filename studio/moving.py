"""Moving an inquiry from one status to the next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from studio.models import Inquiry, Status, StatusChange

# From -> where to. What follows the blank lines takes back a mistake or a change of mind.
MOVES: dict[str, tuple[Status, ...]] = {
    Status.NEW: (Status.CONTACTED, Status.BOOKED, Status.DECLINED, Status.SPAM, Status.WITHDRAWN),
    Status.CONTACTED: (Status.BOOKED, Status.DECLINED, Status.SPAM, Status.WITHDRAWN),
    Status.BOOKED: (
        Status.DONE, Status.NO_SHOW, Status.CANCELLED, Status.CONTACTED, Status.DECLINED, Status.WITHDRAWN,
    ),
    Status.SUSPECTED: (Status.NEW, Status.SPAM, Status.WITHDRAWN),

    Status.DONE: (Status.BOOKED,),
    Status.NO_SHOW: (Status.BOOKED, Status.CONTACTED, Status.DONE),
    Status.CANCELLED: (Status.BOOKED, Status.CONTACTED),
    Status.WITHDRAWN: (Status.CONTACTED,),
    Status.DECLINED: (Status.CONTACTED,),
    Status.SPAM: (Status.NEW,),
}  # fmt: skip

NOTHING: Mapping[str, Any] = {}


class IllegalMoveError(ValueError):
    """An inquiry cannot go from its status to the one asked for."""


def change_status(
    inquiry: Inquiry,
    *,
    to: Status,
    by: User | None,
    note: str = "",
    at: datetime | None = None,
    columns: Mapping[str, Any] = NOTHING,
) -> StatusChange | None:
    """Move an inquiry, write the `columns` that belong to the move, and record who did it and when (default: now).

    None when it is there already, so that repeating is safe. `by` is None when it was the client.

    Raises:
        IllegalMoveError: no such move, a booking without a session, or another person was faster.
        ValidationError: the note is too long.
    """
    if inquiry.status == to:
        return None
    if fault := _find_fault(inquiry, to, columns):
        raise IllegalMoveError(fault)
    before, at = inquiry.status, at or timezone.now()
    change = StatusChange(inquiry=inquiry, from_status=before, to_status=to, by=by, note=note, at=at)
    change.full_clean()
    with transaction.atomic():
        # The condition on the old status lets only one of two people win, on every database.
        still_there = Inquiry.objects.filter(pk=inquiry.pk, status=before, merged_into=None)
        is_first = still_there.update(status=to, **columns)
        if is_first:
            change.save()
    inquiry.refresh_from_db(fields=["status", *columns])
    if not is_first and inquiry.status != to:
        raise IllegalMoveError(f"Somebody else has just moved {inquiry}. Look again.")
    return change if is_first else None


def _find_fault(inquiry: Inquiry, to: Status, columns: Mapping[str, Any]) -> str | None:
    if inquiry.merged_into_id:
        return f"{inquiry} was merged into {inquiry.merged_into}. Move that one."
    if to not in MOVES[inquiry.status]:
        now, then = inquiry.get_status_display().lower(), to.label.lower()
        return f"{inquiry} is {now} and cannot become {then}."
    if to == Status.BOOKED and not (columns.get("session_at") or inquiry.session_at):
        return f"{inquiry} has no session yet. Book it with a date and a time."
    return None
