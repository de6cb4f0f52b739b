"""The form of one inquiry: who works it, what comes next, a note, and the moves that need nothing more."""

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from studio.admin.status import WITH_A_PAGE, describe_move, make_move, name_move
from studio.inquiries.book import LONGEST_AHEAD
from studio.inquiries.notes import add_note, assign, plan_next_step
from studio.inquiries.status import MOVES
from studio.models import Inquiry, Status
from studio.models.history import MAX_NOTE_LENGTH
from studio.validators import check_typed_text


class WorkForm(forms.ModelForm):
    """What staff decide about an inquiry. What the person sent is not in it."""

    move_to = forms.ChoiceField(label="Move to", required=False)
    note = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 60}), max_length=MAX_NOTE_LENGTH
    )

    class Meta:
        model = Inquiry
        fields = ["owner", "next_step", "next_step_on"]
        widgets = {"next_step_on": AdminDateWidget}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            check_typed_text(field)
        self.said: list[str] = []
        """What was done, a sentence each."""
        before = self.instance.status
        moves = [(to.value, name_move(before, to)) for to in MOVES[before] if to not in WITH_A_PAGE]
        self.fields["move_to"].choices = [("", "stays as it is"), *moves]  # type: ignore[attr-defined]
        if "owner" in self.fields:  # not for those who may only look
            self._offer_staff(self.fields["owner"])

    @staticmethod
    def _offer_staff(owner: Any) -> None:  # noqa: ANN401  # the admin wraps the field's widget in one of its own
        """Offer those who work here, without the admin's buttons to make and change accounts."""
        owner.queryset = list_staff()
        owner.widget.can_add_related = owner.widget.can_change_related = owner.widget.can_view_related = False

    def clean_next_step_on(self) -> date | None:
        """Refuse a day that is surely a slip of the finger."""
        day: date | None = self.cleaned_data["next_step_on"]
        if day and day > timezone.localdate() + LONGEST_AHEAD:
            raise forms.ValidationError("This is more than two years ahead. Choose an earlier day.")
        return day

    def clean(self) -> None:
        """Refuse a note that is too long to stand beside a move."""
        longest = 500
        note = self.cleaned_data.get("note") or ""
        if self.cleaned_data.get("move_to") and len(note) > longest:
            self.add_error("note", f"A note to a move has {longest} characters at most. Save the two one by one.")

    def _post_clean(self) -> None:
        """Leave the inquiry as it is: what changes goes through the functions that record it."""


def list_staff() -> QuerySet[User]:
    """Return who an inquiry can be given to."""
    return User.objects.filter(is_active=True, is_staff=True).order_by("username")


def do_work(request: HttpRequest, inquiry: Inquiry, form: WorkForm) -> None:
    """Do what a valid form says, each by its own function; `form.said` tells what changed."""
    by, asked = cast(User, request.user), form.cleaned_data
    if assign(inquiry, asked["owner"], by=by):
        form.said.append(f"Assigned to {asked['owner'] or 'nobody'}.")
    if plan_next_step(inquiry, asked["next_step"], asked["next_step_on"], by=by):
        form.said.append("Next step changed.")
    if asked["move_to"]:
        move = make_move(request, inquiry, Status(asked["move_to"]), asked["note"])
        form.said += [describe_move(move)] if move else []
    elif asked["note"]:
        add_note(inquiry, asked["note"], by=by)
        form.said.append("Note added.")
