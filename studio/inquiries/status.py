"""Change the status of an inquiry."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studio.inquiries.due import list_due_marks
from studio.mail.compose import choose_status_mail, post_called_off, post_status_mail
from studio.mail.outbox import release_mails
from studio.models import BulkMove, Inquiry, Status, StatusChange

# Allowed changes of status. Those after the blank line undo a mistake or a change of mind.
MOVES: dict[str, tuple[Status, ...]] = {
    Status.NEW: (Status.CONTACTED, Status.BOOKED, Status.DECLINED, Status.SPAM, Status.WITHDRAWN),
    Status.CONTACTED: (Status.BOOKED, Status.DECLINED, Status.SPAM, Status.WITHDRAWN),
    Status.BOOKED: (
        Status.PHOTOGRAPHED, Status.DONE, Status.NO_SHOW, Status.CANCELLED, Status.CONTACTED, Status.DECLINED,
        Status.WITHDRAWN,
    ),
    Status.PHOTOGRAPHED: (Status.DONE, Status.BOOKED),
    Status.SUSPECTED: (Status.NEW, Status.SPAM, Status.WITHDRAWN),

    Status.DONE: (Status.PHOTOGRAPHED, Status.BOOKED),
    Status.NO_SHOW: (Status.BOOKED, Status.CONTACTED, Status.PHOTOGRAPHED, Status.DONE),
    Status.CANCELLED: (Status.BOOKED, Status.CONTACTED),
    Status.WITHDRAWN: (Status.CONTACTED,),
    Status.DECLINED: (Status.CONTACTED,),
    Status.SPAM: (Status.NEW,),
}  # fmt: skip

# Clients hear nothing about a change from these.
UNTOLD = (Status.SUSPECTED, Status.SPAM)

NOTHING: Mapping[str, Any] = {}


class IllegalMoveError(ValueError):
    """An inquiry cannot change from its status to the requested one."""


def change_status(  # noqa: PLR0913  # all of it belongs to one step
    inquiry: Inquiry,
    *,
    to: Status,
    by: User | None,
    note: str = "",
    at: datetime | None = None,
    columns: Mapping[str, Any] = NOTHING,
    bulk: BulkMove | None = None,
    wording: str = "",
) -> StatusChange | None:
    """Change the status with the `columns` that belong to it, and record who did it and when (default: now).

    Returns None when it has that status already, so that repeating is safe. `by` is None for the client. The email to
    the client is written in the same transaction, and emails held back as suspected spam are released. The studio gets
    an email when a client calls off a session. Moving back to contacted drops the session. As a part of a `bulk` move,
    emails wait until it can no longer be undone. `wording` goes into the email about a declined inquiry.

    Raises:
        IllegalMoveError: the change is not allowed, the session is missing, or another person was faster.
        ValidationError: the note is too long.
    """
    if inquiry.status == to:
        return None
    if fault := find_move_fault(inquiry, to, columns):
        raise IllegalMoveError(fault)
    before, at = inquiry.status, at or timezone.now()
    change = StatusChange(inquiry=inquiry, from_status=before, to_status=to, by=by, note=note, at=at, bulk=bulk)
    dropped: dict[str, None] = {}
    columns = list_due_marks(inquiry, to, at) | dict(columns)
    if to == Status.CONTACTED and inquiry.session_at:
        change.dropped_session_at, change.dropped_session_minutes = inquiry.session_at, inquiry.session_minutes
        dropped = {"session_at": None, "session_minutes": None}
    change.full_clean(exclude=["bulk"])
    with transaction.atomic():
        # The condition on the old status lets only one of two people succeed, on every database.
        still_there = Inquiry.objects.filter(pk=inquiry.pk, status=before, merged_into=None)
        is_first = still_there.update(
            status=to,
            calendar_sequence=F("calendar_sequence") + 1,
            version=F("version") + 1,
            **columns,
            **dropped,
        )
        inquiry.refresh_from_db(fields=["status", "calendar_sequence", "version", *columns])
        if is_first:
            change.save()
            _send_mails(inquiry, change, columns, wording)
        # Only now, because the email names the session that was dropped.
        inquiry.refresh_from_db(fields=list(dropped))
    if not is_first and inquiry.status != to:
        raise IllegalMoveError(f"Somebody else has just changed the status of {inquiry}. Reload the page.")
    return change if is_first else None


def _send_mails(inquiry: Inquiry, change: StatusChange, columns: Mapping[str, Any], wording: str) -> None:
    """Email the client about the new status, unless a booking was only restored or it was spam."""
    if inquiry.status == Status.NEW:
        release_mails(inquiry, change.bulk)
    was_booked = change.from_status == Status.BOOKED
    is_told = inquiry.status == Status.BOOKED and "session_at" not in columns
    if not is_told and change.from_status not in UNTOLD:
        post_status_mail(inquiry, inquiry.status, was_booked=was_booked, wording=wording, bulk=change.bulk)
    if was_booked and inquiry.status == Status.WITHDRAWN and change.by is None:
        post_called_off(inquiry)


def is_emailed(inquiry: Inquiry, to: Status) -> bool:
    """Return whether the client would get an email about this status: a new one, or one that was held back."""
    if not inquiry.current_email:
        return False
    if inquiry.status in UNTOLD:
        return to == Status.NEW
    return choose_status_mail(to, was_booked=inquiry.status == Status.BOOKED) is not None


def find_move_fault(inquiry: Inquiry, to: Status, columns: Mapping[str, Any] = NOTHING) -> str | None:
    """Return why this inquiry cannot get this status, or None."""
    if inquiry.merged_into_id:
        return f"{inquiry} was merged into {inquiry.merged_into}. Change the status of that one."
    if to not in MOVES[inquiry.status]:
        now, then = inquiry.get_status_display().lower(), to.label.lower()
        return f"{inquiry} is {now} and cannot become {then}."
    if to == Status.BOOKED and not (columns.get("session_at") or inquiry.session_at):
        return f"{inquiry} has no session yet. Book it with a date and a time."
    return None
