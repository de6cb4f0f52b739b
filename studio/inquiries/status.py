"""Change the status of one inquiry, or of many at once, which can be undone for two minutes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from decision.core.turnaround import plan_delivery
from studio.mail.compose import choose_status_mail, post_called_off, post_status_mail
from studio.mail.outbox import release_mails, take_back_mails
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

# A change from one of these sends no email to the client.
SPAM_STATUSES = (Status.SUSPECTED, Status.SPAM)

NO_COLUMNS: Mapping[str, Any] = {}
CORRECTED_WITHIN = timedelta(hours=24)

NOTHING_DUE = {"photographed_at": None, "corrected_due_at": None, "retouched_due_on": None}
TIME_TO_UNDO = timedelta(minutes=2)
UNDONE = "Undone before any email went out."


class IllegalMoveError(ValueError):
    """An inquiry cannot change from its status to the requested one."""


def change_status(  # noqa: PLR0913  # all of it belongs to one step
    inquiry: Inquiry,
    *,
    to: Status,
    by: User | None,
    note: str = "",
    at: datetime | None = None,
    columns: Mapping[str, Any] = NO_COLUMNS,
    bulk: BulkMove | None = None,
    wording: str = "",
) -> StatusChange | None:
    """Change the status with the `columns` that belong to it, and record who did it and when (default: now).

    Returns None when it has that status already, so that repeating is safe. `by` is None for the client. The email to
    the client is written in the same transaction, and emails held back as suspected spam are released. The studio gets
    an email when a client calls off a session. Moving back to contacted drops the session. As part of a `bulk` move,
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
    is_restored = inquiry.status == Status.BOOKED and "session_at" not in columns
    if not is_restored and change.from_status not in SPAM_STATUSES:
        post_status_mail(inquiry, inquiry.status, was_booked=was_booked, wording=wording, bulk=change.bulk)
    if was_booked and inquiry.status == Status.WITHDRAWN and change.by is None:
        post_called_off(inquiry)


def is_emailed(inquiry: Inquiry, to: Status) -> bool:
    """Return whether the client would get an email about this status: a new one, or one that was held back."""
    if not inquiry.current_email:
        return False
    if inquiry.status in SPAM_STATUSES:
        return to == Status.NEW
    return choose_status_mail(to, was_booked=inquiry.status == Status.BOOKED) is not None


def find_move_fault(inquiry: Inquiry, to: Status, columns: Mapping[str, Any] = NO_COLUMNS) -> str | None:
    """Return why this inquiry cannot get this status, or None."""
    if inquiry.merged_into_id:
        return f"{inquiry} was merged into {inquiry.merged_into}. Change the status of that one."
    if to not in MOVES[inquiry.status]:
        now, then = inquiry.get_status_display().lower(), to.label.lower()
        return f"{inquiry} is {now} and cannot become {then}."
    if to == Status.BOOKED and not (columns.get("session_at") or inquiry.session_at):
        return f"{inquiry} has no session yet. Book it with a date and a time."
    return None


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


@dataclass(frozen=True)
class BulkPlan:
    """What a bulk move would do."""

    to: Status
    emailed: list[Inquiry]
    """Those whose clients would get an email."""
    silent: list[Inquiry]
    """Those that would move without an email."""
    faults: list[tuple[Inquiry, str]]
    """Those that can't move, each with the reason in a sentence."""

    @property
    def movable(self) -> list[Inquiry]:
        return [*self.emailed, *self.silent]


def plan_bulk_move(inquiries: Iterable[Inquiry], to: Status) -> BulkPlan:
    """Return what would happen if these inquiries got this status. Nothing is changed."""
    plan = BulkPlan(to, [], [], [])
    for inquiry in inquiries:
        if inquiry.status == to:
            plan.faults.append((inquiry, f"{inquiry} is {to.label.lower()} already."))
        elif fault := find_move_fault(inquiry, to):
            plan.faults.append((inquiry, fault))
        else:
            (plan.emailed if is_emailed(inquiry, to) else plan.silent).append(inquiry)
    return plan


def move_all(
    inquiries: Iterable[Inquiry], *, to: Status, by: User, bulk: BulkMove | None = None
) -> tuple[list[StatusChange], list[str]]:
    """Give each inquiry the status; return the changes, and a sentence for each one that couldn't move."""
    changes, faults = [], []
    for inquiry in inquiries:
        try:
            change = change_status(inquiry, to=to, by=by, bulk=bulk)
        except IllegalMoveError as error:
            faults.append(str(error))
            continue
        changes += [change] if change else []
    return changes, faults


def start_bulk_move(to: Status, *, by: User, now: datetime | None = None) -> BulkMove:
    """Return a new bulk move, whose emails go out in two minutes."""
    now = now or timezone.now()
    return BulkMove.objects.create(to_status=to, by=by, at=now, sends_at=now + TIME_TO_UNDO)


@transaction.atomic
def undo_bulk_move(bulk: BulkMove, *, by: User, now: datetime | None = None) -> tuple[int, list[str]]:
    """Give the inquiries back their status and session, and delete the emails; return how many, and what stays.

    Raises:
        IllegalMoveError: it is too late, or somebody has undone it.
    """
    now = now or timezone.now()
    if not BulkMove.objects.filter(pk=bulk.pk, undone_at=None, sends_at__gt=now).update(undone_at=now):
        bulk.refresh_from_db()
        raise IllegalMoveError("This was undone already." if bulk.undone_at else "It is too late: the emails went out.")
    changes = list(bulk.changes.select_related("inquiry"))
    faults = [fault for change in changes if (fault := _undo(change, bulk, by=by, now=now))]
    return len(changes) - len(faults), faults


def find_undoer(bulk: BulkMove) -> User | None:
    """Return who undid a bulk move; None if nobody did, or the account was deleted."""
    if bulk.undone_at is None:
        return None
    undone = StatusChange.objects.filter(at=bulk.undone_at, note=UNDONE).select_related("by").first()
    return undone.by if undone else None


def _undo(change: StatusChange, bulk: BulkMove, *, by: User, now: datetime) -> str | None:
    """Undo one change; return why that isn't possible, or None."""
    inquiry = Inquiry.objects.select_for_update().get(pk=change.inquiry_id)
    if inquiry.status != change.to_status or inquiry.merged_into_id:
        return f"{inquiry} stays {inquiry.get_status_display().lower()}: somebody has changed it since."
    if not take_back_mails(inquiry, bulk):
        return f"{inquiry} stays {inquiry.get_status_display().lower()}: its email is out."
    session = {}
    if change.dropped_session_at:
        session = {"session_at": change.dropped_session_at, "session_minutes": change.dropped_session_minutes}
    Inquiry.objects.filter(pk=inquiry.pk).update(
        status=change.from_status,
        calendar_sequence=F("calendar_sequence") + 1,
        version=F("version") + 1,
        **session,
    )
    StatusChange.objects.create(
        inquiry=inquiry, from_status=change.to_status, to_status=change.from_status, by=by, at=now, note=UNDONE
    )
    return None
