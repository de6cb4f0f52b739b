"""Moving an inquiry from one status to the next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studio.mail.compose import post_called_off, post_move_mail
from studio.mail.outbox import release_mails
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


def change_status(  # noqa: PLR0913  # who, whereto, why, when and what goes with it belong to one step
    inquiry: Inquiry,
    *,
    to: Status,
    by: User | None,
    note: str = "",
    at: datetime | None = None,
    columns: Mapping[str, Any] = NOTHING,
    with_mails: bool = True,
) -> StatusChange | None:
    """Move an inquiry, write the `columns` that belong to the move, and record who did it and when (default: now).

    None when it is there already, so that repeating is safe. `by` is None when it was the client. The client's mail
    about a decision is written in the same transaction; what was held back as suspected spam is let go with it. The
    studio gets a mail when a client calls a session off.

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
        is_first = still_there.update(status=to, calendar_sequence=F("calendar_sequence") + 1, **columns)
        inquiry.refresh_from_db(fields=["status", "calendar_sequence", *columns])
        if is_first:
            change.save()
        if is_first and with_mails:
            _send_mails(inquiry, change, columns)
    if not is_first and inquiry.status != to:
        raise IllegalMoveError(f"Somebody else has just moved {inquiry}. Look again.")
    return change if is_first else None


def _send_mails(inquiry: Inquiry, change: StatusChange, columns: Mapping[str, Any]) -> None:
    """Tell the client of a decision. A booking that is only taken up again was told before; spam gets no answer."""
    if inquiry.status == Status.NEW:
        release_mails(inquiry)
    was_booked = change.from_status == Status.BOOKED
    is_told = inquiry.status == Status.BOOKED and "session_at" not in columns
    if not is_told and change.from_status not in (Status.SUSPECTED, Status.SPAM):
        post_move_mail(inquiry, inquiry.status, was_booked=was_booked)
    if was_booked and inquiry.status == Status.WITHDRAWN and change.by is None:
        post_called_off(inquiry)


def _find_fault(inquiry: Inquiry, to: Status, columns: Mapping[str, Any]) -> str | None:
    if inquiry.merged_into_id:
        return f"{inquiry} was merged into {inquiry.merged_into}. Move that one."
    if to not in MOVES[inquiry.status]:
        now, then = inquiry.get_status_display().lower(), to.label.lower()
        return f"{inquiry} is {now} and cannot become {then}."
    if to == Status.BOOKED and not (columns.get("session_at") or inquiry.session_at):
        return f"{inquiry} has no session yet. Book it with a date and a time."
    return None
