"""Moving inquiries from the desk, one or many: every move is recorded with who and when."""

from collections.abc import Callable
from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from studio.models import Inquiry, Status, StatusChange
from studio.moving import IllegalMoveError, change_status

Action = Callable[[admin.ModelAdmin, HttpRequest, QuerySet[Inquiry]], None]


def make_move(request: HttpRequest, inquiry: Inquiry, to: Status, note: str = "") -> StatusChange | None:
    """Move an inquiry for the person signed in; tell them when that is not possible."""
    try:
        return change_status(inquiry, to=to, by=cast(User, request.user), note=note)
    except IllegalMoveError as error:
        messages.error(request, str(error))
        return None


def describe_move(change: StatusChange) -> str:
    """Return the sentence that the admin's log keeps."""
    return f"Moved: {change}. {change.note}".strip()


def make_move_action(to: Status) -> Action:
    """Return the action that moves the chosen inquiries to one status."""

    @admin.action(description=f"Mark as {to.label.lower()}", permissions=["change"])
    def mark(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Inquiry]) -> None:
        moves = [(inquiry, make_move(request, inquiry, to)) for inquiry in queryset]
        made = [(inquiry, change) for inquiry, change in moves if change]
        for inquiry, change in made:
            modeladmin.log_change(request, inquiry, describe_move(change))
        messages.success(request, f"{len(made)} marked as {to.label.lower()}.")

    mark.__name__ = f"mark_{to.value.replace('-', '_')}"
    return mark
