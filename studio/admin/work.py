"""Work on inquiries: owner, next step, note and status of one, and the status of many."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from studio.admin.conflicts import ComparedForm, Save, find_last_save
from studio.admin.filters import keep_filters
from studio.inquiries.fields import DayField
from studio.inquiries.notes import add_note, assign, plan_next_step
from studio.inquiries.sessions import LONGEST_AHEAD, TOO_FAR
from studio.inquiries.status import (
    MOVES,
    SPAM_STATUSES,
    BulkPlan,
    IllegalMoveError,
    change_status,
    move_all,
    plan_bulk_move,
    start_bulk_move,
)
from studio.mail.compose import choose_status_mail
from studio.models import OPEN, Inquiry, Status, StatusChange
from studio.models.records import MAX_NOTE_LENGTH
from studio.times import write_moment
from studio.typed_text import clean_typed_text

Action = Callable[[admin.ModelAdmin, HttpRequest, QuerySet[Inquiry]], HttpResponse | None]

# These two need more input, so they have action pages.
WITH_A_PAGE = (Status.BOOKED, Status.DECLINED)
MOST_REASONS = 3
"""How many of the inquiries that could not be changed are named."""
COMPARED = ("owner", "next_step", "next_step_on")
"""Fields that two people could overwrite for each other."""


def list_targets() -> list[Status]:
    """Return the statuses that can be set without more input."""
    targets = set(chain.from_iterable(MOVES.values()))
    return [status for status in Status if status in targets and status not in WITH_A_PAGE]


def name_move(before: str, to: Status) -> str:
    """Return the label of a status change; it says so when it emails the client or undoes an earlier one."""
    if to == Status.NEW:
        return "New: not spam"
    if before in (Status.BOOKED, Status.PHOTOGRAPHED) and to == Status.DONE:
        return "Done: pictures handed over"
    if before == Status.BOOKED and to == Status.CONTACTED:
        return "Contacted: drop the session and email the client"
    if before not in SPAM_STATUSES and choose_status_mail(to, was_booked=before == Status.BOOKED):
        return f"{to.label}: email the client"
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
    """Return the list action that sets a status. If clients get an email, it first shows how many and who."""
    words = "new: not spam" if to == Status.NEW else to.label.lower()

    @admin.action(description=f"Mark as {words}", permissions=["change"])
    def mark(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Inquiry]) -> HttpResponse | None:
        by, inquiries = cast(User, request.user), list(queryset)
        plan = plan_bulk_move(inquiries, to)
        if not is_confirmed(plan, request.POST):
            return ask_first(modeladmin, request, plan)
        bulk = start_bulk_move(to, by=by) if plan.emailed else None
        changes, faults = move_all(inquiries, to=to, by=by, bulk=bulk)
        for change in changes:
            modeladmin.log_change(request, change.inquiry, describe_move(change))
        if faults:
            messages.error(request, sum_up(faults))
        if bulk:
            return redirect(keep_filters(modeladmin, request, reverse("admin:studio_inquiry_bulk", args=[bulk.pk])))
        if changes or not faults:
            messages.success(request, f"{len(changes)} marked as {to.label.lower()}.")
        return None

    mark.__name__ = f"mark_{to.value.replace('-', '_')}"
    return mark


def is_confirmed(plan: BulkPlan, sent: QueryDict) -> bool:
    """Return whether the person has seen each client who would get an email now."""
    return {str(inquiry.pk) for inquiry in plan.emailed} <= set(sent.getlist("confirmed"))


def ask_first(modeladmin: admin.ModelAdmin, request: HttpRequest, plan: BulkPlan) -> HttpResponse:
    """Show who would get an email, what moves silently, and what can't move."""
    context = modeladmin.admin_site.each_context(request) | {
        "opts": modeladmin.opts,
        "plan": plan,
        "action": request.POST.get("action", ""),
        "title": f"{count_inquiries(len(plan.movable))}: {plan.to.label}",
    }
    return render(request, "admin/studio/inquiry/bulk_ask.html", context)


def count_inquiries(count: int) -> str:
    return f"{count} {'inquiry' if count == 1 else 'inquiries'}"


def sum_up(faults: Sequence[str]) -> str:
    """Return one message: how many could not be changed, and why the first few."""
    more = len(faults) - MOST_REASONS
    named = [*faults[:MOST_REASONS], *([f"And {more} more."] if more > 0 else [])]
    return f"{len(faults)} not changed. {' '.join(named)}"


class WorkForm(ComparedForm, forms.ModelForm):
    """The work fields of an inquiry, without what the person sent."""

    move_to = forms.ChoiceField(label="New status", choices=Status.choices, required=False)
    note = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 60}), max_length=MAX_NOTE_LENGTH
    )

    class Meta:
        model = Inquiry
        fields = ["owner", "next_step", "next_step_on"]
        field_classes = {"next_step_on": DayField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            clean_typed_text(field)
        self.said: list[str] = []
        """What was done, one sentence each."""
        before = self.instance.status
        moves = [(to.value, name_move(before, to)) for to in MOVES[before] if to not in WITH_A_PAGE]
        move_to = cast(forms.ChoiceField, self.fields["move_to"])
        move_to.choices = [("", "No change"), *moves]
        if self._is_status_stale():
            move_to.error_messages["invalid_choice"] = self._explain_status()
        self.send_opened_values(COMPARED)
        if "owner" in self.fields:
            self._offer_staff(self.fields["owner"])

    def _offer_staff(self, owner: Any) -> None:  # noqa: ANN401  # the admin wraps the widget
        """Offer staff members and the present owner, without the admin's buttons to add and change accounts."""
        owner.queryset = list_staff() | User.objects.filter(pk=self.instance.owner_id)
        owner.widget.can_add_related = owner.widget.can_change_related = owner.widget.can_view_related = False

    def clean_next_step_on(self) -> date | None:
        """Refuse a day that must be a typing mistake."""
        day: date | None = self.cleaned_data["next_step_on"]
        if day and day > timezone.localdate() + LONGEST_AHEAD:
            raise forms.ValidationError(TOO_FAR)
        return day

    def _is_status_stale(self) -> bool:
        now: str = self.instance.status
        return str(self.data.get("opened_status", now)) != now

    def _explain_status(self) -> str:
        """Return what somebody else did to the status while the page was open."""
        last = self.instance.status_changes.last()
        who = last.who if last else "Somebody"
        when = f" on {write_moment(last.at)}" if last else ""
        return f"{who} made it “{self.instance.get_status_display()}”{when}, while this page was open. Choose again."

    def clean_move_to(self) -> str:
        """Refuse a status that was chosen before somebody else changed it."""
        chosen: str = self.cleaned_data["move_to"]
        if chosen and self._is_status_stale():
            raise forms.ValidationError(self._explain_status())
        return chosen

    def read_now(self, name: str) -> Any:  # noqa: ANN401  # a person, a text or a day
        return getattr(self.instance, name)

    def find_save(self, name: str) -> Save | None:
        return find_last_save(self.instance, name)

    def clean(self) -> None:
        """Refuse stale fields, and a note that is too long for a status change."""
        self.compare_fields()
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
    mine = {name: asked[name] for name in form.list_changes()}
    if "owner" in mine and assign(inquiry, mine["owner"], by=by):
        form.said.append(f"Assigned to {mine['owner'] or 'nobody'}.")
    step, due = mine.get("next_step", inquiry.next_step), mine.get("next_step_on", inquiry.next_step_on)
    if plan_next_step(inquiry, step, due, by=by):
        form.said.append("Next step changed.")
    if asked["move_to"]:
        move = make_move(request, inquiry, Status(asked["move_to"]), asked["note"])
        form.said += [describe_move(move)] if move else []
    elif asked["note"]:
        add_note(inquiry, asked["note"], by=by)
        form.said.append("Note added.")
