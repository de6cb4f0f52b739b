"""Moving an inquiry from one status to the next."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from studio.models import Inquiry, Status, StatusChange

# From -> where to. The last three lines undo a mistake or a change of mind.
MOVES: dict[str, tuple[Status, ...]] = {
    Status.NEW: (Status.CONTACTED, Status.BOOKED, Status.DECLINED, Status.SPAM),
    Status.CONTACTED: (Status.BOOKED, Status.DECLINED, Status.SPAM),
    Status.BOOKED: (Status.DONE, Status.CONTACTED, Status.DECLINED),
    Status.DONE: (Status.BOOKED,),
    Status.DECLINED: (Status.CONTACTED,),
    Status.SPAM: (Status.NEW,),
}


class IllegalMoveError(ValueError):
    """An inquiry cannot go from its status to the one asked for."""


def change_status(
    inquiry: Inquiry, *, to: Status, by: User | None, note: str = "", at: datetime | None = None
) -> StatusChange | None:
    """Move an inquiry and record who did it and when (default: now).

    None when it is there already, so that repeating is safe.

    Raises:
        IllegalMoveError: no such move, or another person moved the inquiry a moment ago.
        ValidationError: the note is too long.
    """
    if inquiry.status == to:
        return None
    if to not in MOVES[inquiry.status]:
        now, then = inquiry.get_status_display().lower(), to.label.lower()
        raise IllegalMoveError(f"{inquiry} is {now} and cannot become {then}.")
    before, at = inquiry.status, at or timezone.now()
    change = StatusChange(inquiry=inquiry, from_status=before, to_status=to, by=by, note=note, at=at)
    change.full_clean()
    with transaction.atomic():
        # The condition on the old status lets only one of two people win, on every database.
        is_first = Inquiry.objects.filter(pk=inquiry.pk, status=before).update(status=to)
        if is_first:
            change.save()
    inquiry.refresh_from_db(fields=["status"])
    if not is_first and inquiry.status != to:
        raise IllegalMoveError(f"Somebody else has just moved {inquiry}. Look again.")
    return change if is_first else None
