"""The form on the page of an inquiry: owner, next step, note, and simple changes of status."""

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
    """The work fields of an inquiry, without what the person sent."""

    move_to = forms.ChoiceField(label="New status", required=False)
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
        """What was done, one sentence each."""
        before = self.instance.status
        moves = [(to.value, name_move(before, to)) for to in MOVES[before] if to not in WITH_A_PAGE]
        self.fields["move_to"].choices = [("", "No change"), *moves]  # type: ignore[attr-defined]
        if "owner" in self.fields:  # missing for those who may only view
            self._offer_staff(self.fields["owner"])

    @staticmethod
    def _offer_staff(owner: Any) -> None:  # noqa: ANN401  # the admin wraps the widget
        """Offer staff members, without the admin's buttons to add and change accounts."""
        owner.queryset = list_staff()
        owner.widget.can_add_related = owner.widget.can_change_related = owner.widget.can_view_related = False

    def clean_next_step_on(self) -> date | None:
        """Refuse a day that must be a typing mistake."""
        day: date | None = self.cleaned_data["next_step_on"]
        if day and day > timezone.localdate() + LONGEST_AHEAD:
            raise forms.ValidationError("This is more than two years ahead. Choose an earlier day.")
        return day

    def clean(self) -> None:
        """Refuse a note that is too long for a status change."""
        longest = 500
        note = self.cleaned_data.get("note") or ""
        if self.cleaned_data.get("move_to") and len(note) > longest:
            self.add_error(
                "note", f"With a status change a note has {longest} characters at most. Save them separately."
            )

    def _post_clean(self) -> None:
        """Leave the inquiry unchanged: other functions make and record the changes."""


def list_staff() -> QuerySet[User]:
    """Return the accounts that an inquiry can be assigned to."""
    return User.objects.filter(is_active=True, is_staff=True).order_by("username")


def do_work(request: HttpRequest, inquiry: Inquiry, form: WorkForm) -> None:
    """Make the changes of a valid form, and list them in `form.said`."""
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
