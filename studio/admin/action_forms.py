"""The forms of the actions on one inquiry, such as book, decline and merge. Each does its own action."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from studio.inquiries.erasure import (
    TIME_TO_UNDO,
    Related,
    annotate_counts,
    find_related,
    schedule_erasure,
    undo_erasure,
)
from studio.inquiries.merge import find_duplicates, find_merge_fault, merge_inquiry, undo_merge
from studio.inquiries.status import change_status
from studio.inquiries.timeline import LINK_IN_WORDS, list_events_since
from studio.inquiries.timeline import Event as TimelineEvent
from studio.links import OWN_PAGE
from studio.mail.compose import DECLINE_WORDINGS, write_draft
from studio.mail.outbox import Draft
from studio.mail.reply import draft_reply, find_unfilled, send_reply, write_reply
from studio.models import DeclineReason, Event, Inquiry, Mail, MailKind, ReplyTemplate, Status
from studio.times import write_day, write_time
from studio.typed_text import clean_typed_text

MAX_MOVE_NOTE = 500
JUST_SENT = timedelta(minutes=10)
LONGEST_NUMBER = 10  # digits of a version


class ActionForm(forms.Form):
    """The base of the forms of actions."""

    stops_at_changes = True
    """Whether anything that happened to the inquiry since the form was opened must be read first."""

    # The version of the inquiry when the form was opened. A request without it, as from a script, is not compared.
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, inquiry: Inquiry, by: User, template: str = "") -> None:
        self.inquiry, self.by, self.template = inquiry, by, template
        self.journal: tuple[Event, str] | None = None
        """What to record in the journal: the event and a note."""
        self.next_page = ""
        """Where to go once it is done; the page of the inquiry if empty."""
        super().__init__(data, initial=self.suggest() | {"version": inquiry.version})
        for field in self.fields.values():
            clean_typed_text(field)

    def suggest(self) -> dict[str, object]:
        """Return the initial values."""
        return {}

    def change_data(self, name: str, value: str) -> None:
        """Show another value in a field than the one that was sent."""
        changed = QueryDict(mutable=True)
        changed.update(self.data)
        changed[name] = value
        self.data = changed

    def compare(self) -> list[tuple[str, str, str]]:
        """Return (label, as it is now, as it was typed) of what would overwrite somebody else's work."""
        return []

    def perform(self) -> str:
        """Do the action, and return a sentence about what was done.

        Raises:
            IllegalMoveError: the status has changed in the meantime.
        """
        raise NotImplementedError


def read_action_form(request: HttpRequest, inquiry: Inquiry) -> tuple[QueryDict | None, list[TimelineEvent]]:
    """Return the sent form with the current version, and what happened to the inquiry since the form was opened."""
    if request.method != "POST":
        return None, []
    data, seen = request.POST.copy(), request.POST.get("version", "")
    data["version"] = str(inquiry.version)
    return data, list_events_since(inquiry, int(seen)) if seen.isdecimal() and len(seen) < LONGEST_NUMBER else []


class EmailForm(ActionForm):
    """An action that emails the client. The email is shown first, and sent when the same one is submitted again."""

    previewed = forms.CharField(required=False, widget=forms.HiddenInput)
    preview: Draft | None = None
    """The email to show before it is sent."""

    def write_email(self) -> Draft | None:
        """Return the email of a valid form, or None."""
        raise NotImplementedError

    def clean(self) -> None:
        """Ask for a look at the email, unless the person has seen just this one."""
        draft = None if self.errors else self.write_email()
        if draft is None:
            return
        digest = hashlib.sha256(f"{draft.subject}\n{draft.text}".encode()).hexdigest()
        if self.cleaned_data["previewed"] != digest:
            self.preview = replace(draft, text=draft.text.replace(OWN_PAGE, LINK_IN_WORDS))
            self.change_data("previewed", digest)

    def is_valid(self) -> bool:
        """Return whether it can be done now. A form whose email must be looked at has no errors."""
        return super().is_valid() and self.preview is None

    @property
    def button(self) -> str:
        """The label of the button: it says what happens next."""
        return "Send this email" if self.preview else "Preview the email"


class ReplyForm(EmailForm):
    """An email to the client. `template`, from the address, fills in the form; staff can change all of it."""

    subject = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"size": 80}))
    text = forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 14, "cols": 80}))

    def suggest(self) -> dict[str, object]:
        """Return the chosen template, filled in."""
        template = ReplyTemplate.objects.filter(pk=self.template).first() if self.template.isdecimal() else None
        if template is None:
            return {}
        subject, text = draft_reply(template, self.inquiry, by=self.by)
        return {"subject": subject, "text": text}

    @property
    def templates(self) -> QuerySet[ReplyTemplate]:
        return ReplyTemplate.objects.all()

    @property
    def just_sent(self) -> Mail | None:
        """The reply that went to this client in the last minutes, so that nobody sends it twice with Back."""
        recent = self.inquiry.mails.filter(kind=MailKind.REPLY, created_at__gt=timezone.now() - JUST_SENT)
        return recent.order_by("created_at").last()

    def clean(self) -> None:
        """Refuse a reply right after another one, and one with gaps; then show it."""
        if self.just_sent and "again" not in self.data:
            raise forms.ValidationError("A reply has just gone out. Read it before you send this one too.")
        gaps = find_unfilled("\n".join(self.cleaned_data.get(name, "") for name in ("subject", "text")))
        if gaps:
            raise forms.ValidationError(
                f"We have nothing to fill in for {', '.join(gaps)}. Please replace or remove it."
            )
        super().clean()

    def write_email(self) -> Draft:
        return write_reply(self.cleaned_data["subject"], self.cleaned_data["text"])

    def perform(self) -> str:
        send_reply(self.inquiry, subject=self.cleaned_data["subject"], text=self.cleaned_data["text"], by=self.by)
        return f"Reply is being sent: {self.cleaned_data['subject']}"


class DeclineForm(EmailForm):
    """The reason for declining, and what the email says about it: our words for that reason, or staff's own."""

    reason = forms.ChoiceField(choices=DeclineReason.choices)
    note = forms.CharField(required=False, max_length=MAX_MOVE_NOTE, widget=forms.TextInput(attrs={"size": 60}))

    text = forms.CharField(
        label="In the email",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text="Leave it empty for our words for this reason; you can change them before the email goes out.",
    )

    def compare(self) -> list[tuple[str, str, str]]:
        """Return the status now and the one that was chosen."""
        return [("Status", self.inquiry.get_status_display(), Status.DECLINED.label)]

    def clean(self) -> None:
        """Put in our words for the reason unless staff wrote their own."""
        if not self.errors and self.cleaned_data["text"] in ("", *DECLINE_WORDINGS.values()):
            self.cleaned_data["text"] = DECLINE_WORDINGS[DeclineReason(self.cleaned_data["reason"])]
            self.change_data("text", self.cleaned_data["text"])
        super().clean()

    def write_email(self) -> Draft | None:
        if not self.inquiry.current_email:
            return None
        was_booked = self.inquiry.status == Status.BOOKED
        wording = self.cleaned_data["text"]
        return write_draft(self.inquiry, MailKind.DECLINED, was_booked=was_booked, about={"wording": wording})

    def perform(self) -> str:
        reason = DeclineReason(self.cleaned_data["reason"])
        note = f"{reason.label}. {self.cleaned_data['note']}".strip()[:MAX_MOVE_NOTE]
        change_status(
            self.inquiry,
            to=Status.DECLINED,
            by=self.by,
            note=note,
            columns={"decline_reason": reason.value},
            wording=self.cleaned_data["text"],
        )
        return f"Declined: {reason.label.lower()}."


class InquiryChoice(forms.ModelChoiceField):
    """A choice of inquiries, labeled so that those of one person can be distinguished."""

    def label_from_instance(self, obj: Inquiry) -> str:
        day = write_day(obj.created_at, has_year=False)
        return f"{obj}, {obj.get_status_display().lower()}, {day}, {obj.current_name}"


class MergeForm(ActionForm):
    """Which other inquiry of the same person to merge this one into."""

    into = InquiryChoice(Inquiry.objects.all(), label="Merge into", empty_label=None)

    def __init__(self, data: QueryDict | None, **about: Any) -> None:
        super().__init__(data, **about)
        others = [other.pk for other in find_duplicates(self.inquiry)]
        self.fields["into"].queryset = Inquiry.objects.filter(pk__in=others)  # type: ignore[attr-defined]

    def clean_into(self) -> Inquiry:
        """Refuse a merge that would hide a booked session."""
        into: Inquiry = self.cleaned_data["into"]
        if fault := find_merge_fault(self.inquiry, into=into):
            raise forms.ValidationError(fault)
        return into

    def perform(self) -> str:
        merge_inquiry(self.inquiry, into=self.cleaned_data["into"], by=self.by)
        return f"Merged into {self.cleaned_data['into']}."


class UndoMergeForm(ActionForm):
    """A form without fields."""

    def perform(self) -> str:
        kept = self.inquiry.merged_into
        undo_merge(self.inquiry, by=self.by)
        return f"No longer merged into {kept}."


class ChosenForm(ActionForm):
    """A choice of several inquiries."""

    chosen = forms.ModelMultipleChoiceField(
        Inquiry.objects.none(),
        label="Inquiries",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Nothing was selected, so nothing was done.",
            "invalid_choice": "One of these inquiries no longer exists or no longer belongs here. Reload the page.",
        },
    )

    def __init__(self, data: QueryDict | None, **about: Any) -> None:
        super().__init__(data, **about)
        keys = [related.inquiry.pk for related in self.list_rows()]
        self.fields["chosen"].queryset = Inquiry.objects.filter(pk__in=keys)  # type: ignore[attr-defined]

    def suggest(self) -> dict[str, object]:
        return {"chosen": [related.inquiry.pk for related in self.list_rows() if related.is_suggested]}

    def list_rows(self) -> list[Related]:
        """Return the inquiries to choose from."""
        raise NotImplementedError

    @property
    def rows(self) -> list[tuple[Related, bool]]:
        """Each inquiry, with whether it is selected."""
        ticked = {str(key) for key in self["chosen"].value() or []}
        return [(related, str(related.inquiry.pk) in ticked) for related in self.list_rows()]

    @property
    def references(self) -> str:
        return ", ".join(inquiry.reference for inquiry in self.cleaned_data["chosen"])


class EraseForm(ChosenForm):
    """Which inquiries to erase. Those with the same email address are selected; staff judge the others."""

    sure = forms.BooleanField(label="Erase the selected inquiries in a day. Until then this can be undone")

    def list_rows(self) -> list[Related]:
        """Return inquiries that may be the same person's and are not scheduled for erasure."""
        return [related for related in find_related(self.inquiry) if related.inquiry.erase_at is None]

    def perform(self) -> str:
        count = schedule_erasure(self.cleaned_data["chosen"], now=timezone.now())
        self.journal = (Event.ERASURE_PLANNED, self.references)
        return (
            f"{count} {'inquiry' if count == 1 else 'inquiries'} will be erased after"
            f" {write_time(timezone.now() + TIME_TO_UNDO)}. Until then this can be undone."
        )


class KeepForm(ChosenForm):
    """Which inquiries of one scheduled erasure to keep."""

    def list_rows(self) -> list[Related]:
        """Return the inquiries of the same scheduled erasure."""
        together = annotate_counts(Inquiry.objects.filter(erase_at=self.inquiry.erase_at))
        return [Related(inquiry, ("scheduled together",), is_suggested=True) for inquiry in together]

    def perform(self) -> str:
        count = undo_erasure(self.cleaned_data["chosen"], now=timezone.now())
        self.journal = (Event.ERASURE_UNDONE, self.references)
        return f"{count} {'inquiry is' if count == 1 else 'inquiries are'} kept."
