"""Change the status of one or many inquiries on the staff site."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from studio.inquiries.status import MOVES, IllegalMoveError, change_status
from studio.models import OPEN, Inquiry, Status, StatusChange

Action = Callable[[admin.ModelAdmin, HttpRequest, QuerySet[Inquiry]], None]

# These two need more input, so they have action pages.
WITH_A_PAGE = (Status.BOOKED, Status.DECLINED)
MOST_REASONS = 3
"""How many of the inquiries that could not be changed are named."""


def list_targets() -> list[Status]:
    """Return the statuses that can be set without more input."""
    targets = set(chain.from_iterable(MOVES.values()))
    return [status for status in Status if status in targets and status not in WITH_A_PAGE]


def name_move(before: str, to: Status) -> str:
    """Return the label of a status change; it says so when it undoes an earlier one."""
    if to == Status.NEW:
        return "New: not spam"
    if to in OPEN and before not in OPEN:
        return f"{to.label}: reopen"
    return to.label


def make_move(request: HttpRequest, inquiry: Inquiry, to: Status, note: str = "") -> StatusChange | None:
    """Change the status for the person who is signed in; show a message when that isn't possible."""
    try:
        return change_status(inquiry, to=to, by=cast(User, request.user), note=note)
    except IllegalMoveError as error:
        messages.error(request, str(error))
        return None


def describe_move(change: StatusChange) -> str:
    """Return the sentence for the admin's log."""
    return f"Status: {change}. {change.note}".strip()


def make_status_action(to: Status) -> Action:
    """Return the list action that sets a status."""
    words = "new: not spam" if to == Status.NEW else to.label.lower()

    @admin.action(description=f"Mark as {words}", permissions=["change"])
    def mark(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Inquiry]) -> None:
        count, faults = 0, []
        for inquiry in queryset:
            try:
                change = change_status(inquiry, to=to, by=cast(User, request.user))
            except IllegalMoveError as error:
                faults.append(str(error))
                continue
            if change:
                count += 1
                modeladmin.log_change(request, inquiry, describe_move(change))
        if faults:
            messages.error(request, sum_up(faults))
        if count or not faults:
            messages.success(request, f"{count} marked as {to.label.lower()}.")

    mark.__name__ = f"mark_{to.value.replace('-', '_')}"
    return mark


def sum_up(faults: Sequence[str]) -> str:
    """Return one message: how many could not be changed, and why the first few."""
    more = len(faults) - MOST_REASONS
    named = [*faults[:MOST_REASONS], *([f"And {more} more."] if more > 0 else [])]
    return f"{len(faults)} not changed. {' '.join(named)}"
