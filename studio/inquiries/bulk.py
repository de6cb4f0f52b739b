"""Give many inquiries a status at once. Their emails wait two minutes, and until then all of it can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studio.inquiries.status import IllegalMoveError, change_status, find_move_fault, is_emailed
from studio.mail.outbox import take_back_mails
from studio.models import BulkMove, Inquiry, Status, StatusChange

TIME_TO_UNDO = timedelta(minutes=2)
UNDONE = "Undone before any email went out."


@dataclass(frozen=True)
class Plan:
    """What a bulk move would do."""

    to: Status
    emailed: list[Inquiry]
    """Those whose clients would get an email."""
    silent: list[Inquiry]
    """Those that would move without an email."""
    faults: list[str]
    """One sentence for each inquiry that can't move."""

    @property
    def movable(self) -> list[Inquiry]:
        return [*self.emailed, *self.silent]


def plan_bulk_move(inquiries: Iterable[Inquiry], to: Status) -> Plan:
    """Return what would happen if these inquiries got this status. Nothing is changed."""
    plan = Plan(to, [], [], [])
    for inquiry in inquiries:
        if inquiry.status == to:
            plan.faults.append(f"{inquiry} is {to.label.lower()} already.")
        elif fault := find_move_fault(inquiry, to):
            plan.faults.append(fault)
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
