"""Moving inquiries from the desk, one or many: every move is recorded with who and when."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from studio.models import Inquiry, Status, StatusChange
from studio.moving import MOVES, IllegalMoveError, change_status

Action = Callable[[admin.ModelAdmin, HttpRequest, QuerySet[Inquiry]], None]


class MoveForm(forms.ModelForm):
    """The only thing that staff decide about an inquiry: where it stands."""

    move_to = forms.ChoiceField(label="Move to", required=False)
    note = forms.CharField(max_length=500, required=False, help_text="Kept in the history with the move.")

    move: StatusChange | None = None
    """The move that was made of it."""

    class Meta:
        model = Inquiry
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = [(status.value, status.label) for status in MOVES[self.instance.status]]
        self.fields["move_to"].choices = [("", "stays as it is"), *moves]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a note without a move: it would be lost."""
        if self.cleaned_data.get("note") and not self.cleaned_data.get("move_to"):
            self.add_error("note", "A note is kept with a move. Choose where to move the inquiry.")


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

    mark.__name__ = f"mark_{to.value}"
    return mark
