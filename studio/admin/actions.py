"""What staff do with one inquiry on a page of its own: book, decline, merge. A form, a sentence, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTimeWidget
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from studio.inquiries.book import Session, book_session, find_clashes, find_session_start, write_time
from studio.inquiries.erase import TIME_TO_UNDO, plan_erasure, undo_erasure
from studio.inquiries.merge import find_duplicates, find_merge_fault, merge_inquiry, undo_merge
from studio.inquiries.related import Related, count_belongings, find_related
from studio.inquiries.status import MOVES, change_status
from studio.mail.reply import draft_reply, find_gaps, send_reply
from studio.models import DeclineReason, Event, Inquiry, ReplyTemplate, Status
from studio.models.inquiry import MAX_SESSION_MINUTES
from studio.validators import check_typed_text

MAX_MOVE_NOTE = 500


class ActForm(forms.Form):
    """A form about one inquiry."""

    def __init__(self, data: QueryDict | None, *, inquiry: Inquiry, by: User, template: str = "") -> None:
        self.inquiry, self.by, self.template = inquiry, by, template
        self.journal: tuple[Event, str] | None = None
        """What the journal is to say of it: the event and a note."""
        super().__init__(data, initial=self.suggest())
        for field in self.fields.values():
            check_typed_text(field)

    def suggest(self) -> dict[str, object]:
        """Return what stands in the form when it is opened."""
        return {}

    def perform(self) -> str:
        """Do what the valid form says, and return the sentence that tells it.

        Raises:
            IllegalMoveError: the inquiry has moved meanwhile.
        """
        raise NotImplementedError


class BookForm(ActForm):
    """Date, time and length of a session; one that clashes is booked only on purpose."""

    day = forms.DateField(label="Date", widget=AdminDateWidget)
    time = forms.TimeField(label="Time in New York", widget=AdminTimeWidget(format="%H:%M"))
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=MAX_SESSION_MINUTES)
    note = forms.CharField(required=False, max_length=MAX_MOVE_NOTE, widget=forms.TextInput(attrs={"size": 60}))
    clash_is_fine = forms.BooleanField(label="Book it although it clashes", required=False)

    def __init__(self, data: QueryDict | None, **about: Any) -> None:
        super().__init__(data, **about)
        if not self.is_bound:
            del self.fields["clash_is_fine"]

    def suggest(self) -> dict[str, object]:
        """Return the session that is booked, else the day that the person wants most."""
        if self.inquiry.session_at is None:
            return {"day": self.inquiry.first_date, "minutes": 60}
        local = timezone.localtime(self.inquiry.session_at)
        return {"day": local.date(), "time": local.time(), "minutes": self.inquiry.session_minutes}

    @property
    def session(self) -> Session:
        """The session that was typed, in New York."""
        return Session(self.cleaned_data["starts_at"], self.cleaned_data["minutes"])

    def clean(self) -> None:
        """Refuse a time that cannot be, and warn of sessions at the same time."""
        asked, on_purpose = self.cleaned_data, self.fields.pop("clash_is_fine")
        if not {"day", "time", "minutes"} <= asked.keys():
            return
        asked["starts_at"] = find_session_start(asked["day"], asked["time"], now=timezone.now())
        if clashes := find_clashes(self.session, other_than=self.inquiry):
            self.fields["clash_is_fine"] = on_purpose
            if not asked.get("clash_is_fine"):
                raise forms.ValidationError([describe_clash(other) for other in clashes])

    def perform(self) -> str:
        """Book the session, or move it."""
        is_changed = book_session(self.inquiry, self.session, by=self.by, note=self.cleaned_data["note"])
        if not is_changed:
            return "It was booked like this already."
        which = " That hour comes twice that night; it is the first of the two." if self.session.comes_twice else ""
        return f"Booked: {self.session}.{which}"


def describe_clash(other: Inquiry) -> str:
    """Return the warning about one session at the same time."""
    when = Session(cast(datetime, other.session_at), other.session_minutes or 0)
    return f"This clashes with {other.name} ({other}): {write_time(when.starts_at)}, {when.minutes} minutes."


class ReplyForm(ActForm):
    """A mail to the client. `template`, from the address, fills it in; what is sent is what stands here."""

    subject = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"size": 80}))
    text = forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 14, "cols": 80}))

    def suggest(self) -> dict[str, object]:
        """Return the template that was chosen, filled in."""
        template = ReplyTemplate.objects.filter(pk=self.template).first() if self.template.isdecimal() else None
        if template is None:
            return {}
        subject, text = draft_reply(template, self.inquiry, by=self.by)
        return {"subject": subject, "text": text}

    @property
    def templates(self) -> QuerySet[ReplyTemplate]:
        """What there is to choose from."""
        return ReplyTemplate.objects.all()

    def clean(self) -> None:
        """Refuse a reply with a gap in it."""
        gaps = [gap for name in ("subject", "text") for gap in find_gaps(self.cleaned_data.get(name, ""))]
        if gaps:
            raise forms.ValidationError(f"Nothing is known for {', '.join(gaps)}. Write it yourself, or take it out.")

    def perform(self) -> str:
        """Send the reply."""
        send_reply(self.inquiry, subject=self.cleaned_data["subject"], text=self.cleaned_data["text"], by=self.by)
        return f"Reply on its way: {self.cleaned_data['subject']}"


class DeclineForm(ActForm):
    """Why the studio says no."""

    reason = forms.ChoiceField(choices=DeclineReason.choices)
    note = forms.CharField(required=False, max_length=MAX_MOVE_NOTE, widget=forms.TextInput(attrs={"size": 60}))

    def perform(self) -> str:
        """Decline the inquiry."""
        reason = DeclineReason(self.cleaned_data["reason"])
        note = f"{reason.label}. {self.cleaned_data['note']}".strip()[:MAX_MOVE_NOTE]
        change_status(self.inquiry, to=Status.DECLINED, by=self.by, note=note, columns={"decline_reason": reason.value})
        return f"Declined: {reason.label.lower()}."


class InquiryChoice(forms.ModelChoiceField):
    """A choice of inquiries, each told from the others of the same person."""

    def label_from_instance(self, obj: Inquiry) -> str:
        """Return an inquiry in a line."""
        day = timezone.localdate(obj.created_at)
        return f"{obj}, {obj.get_status_display().lower()}, {day:%b} {day.day}, {obj.name}"


class MergeForm(ActForm):
    """Which other inquiry of the same person this one becomes part of."""

    into = InquiryChoice(Inquiry.objects.none(), label="Merge into", empty_label=None)

    def __init__(self, data: QueryDict | None, **about: Any) -> None:
        super().__init__(data, **about)
        others = [other.pk for other in find_duplicates(self.inquiry)]
        self.fields["into"].queryset = Inquiry.objects.filter(pk__in=others)  # type: ignore[attr-defined]

    def clean_into(self) -> Inquiry:
        """Refuse to take a booked session out of the list."""
        into: Inquiry = self.cleaned_data["into"]
        if fault := find_merge_fault(self.inquiry, into=into):
            raise forms.ValidationError(fault)
        return into

    def perform(self) -> str:
        """Merge the two."""
        merge_inquiry(self.inquiry, into=self.cleaned_data["into"], by=self.by)
        return f"Merged into {self.cleaned_data['into']}."


class UndoMergeForm(ActForm):
    """Nothing to fill in: only the step itself."""

    def perform(self) -> str:
        """Part the two again."""
        kept = self.inquiry.merged_into
        undo_merge(self.inquiry, by=self.by)
        return f"No longer merged into {kept}."


class ChosenForm(ActForm):
    """Which of several inquiries is meant."""

    chosen = forms.ModelMultipleChoiceField(
        Inquiry.objects.none(),
        label="Inquiries",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Nothing is ticked, so nothing was done.",
            "invalid_choice": "One of the inquiries is gone or no longer belongs here. Look again.",
        },
    )

    def __init__(self, data: QueryDict | None, **about: Any) -> None:
        super().__init__(data, **about)
        keys = [related.inquiry.pk for related in self.list_rows()]
        self.fields["chosen"].queryset = Inquiry.objects.filter(pk__in=keys)  # type: ignore[attr-defined]

    def suggest(self) -> dict[str, object]:
        """Return what is ticked when the form is opened."""
        return {"chosen": [related.inquiry.pk for related in self.list_rows() if related.is_suggested]}

    def list_rows(self) -> list[Related]:
        """Return what there is to choose from."""
        raise NotImplementedError

    @property
    def rows(self) -> list[tuple[Related, bool]]:
        """Each with whether it is ticked."""
        ticked = {str(key) for key in self["chosen"].value() or []}
        return [(related, str(related.inquiry.pk) in ticked) for related in self.list_rows()]

    @property
    def references(self) -> str:
        """The references of what was chosen."""
        return ", ".join(inquiry.reference for inquiry in self.cleaned_data["chosen"])


class EraseForm(ChosenForm):
    """What is to be erased of a person: everything from this address is ticked, the rest is for staff to judge."""

    sure = forms.BooleanField(label="Erase what is ticked, after a day in which it can be undone")

    def list_rows(self) -> list[Related]:
        """Return what may be the same person's and is not to be erased already."""
        return [related for related in find_related(self.inquiry) if related.inquiry.erase_at is None]

    def perform(self) -> str:
        """Mark what was chosen."""
        count = plan_erasure(self.cleaned_data["chosen"], now=timezone.now())
        self.journal = (Event.ERASURE_PLANNED, self.references)
        return (
            f"{count} {'inquiry' if count == 1 else 'inquiries'} will be erased after"
            f" {write_time(timezone.now() + TIME_TO_UNDO)}. Until then this can be undone."
        )


class KeepForm(ChosenForm):
    """Which of the inquiries that are to be erased together are kept after all."""

    def list_rows(self) -> list[Related]:
        """Return what was marked at the same time."""
        together = count_belongings(Inquiry.objects.filter(erase_at=self.inquiry.erase_at))
        return [Related(inquiry, ("marked together",), is_suggested=True) for inquiry in together]

    def perform(self) -> str:
        """Keep what was chosen."""
        count = undo_erasure(self.cleaned_data["chosen"], now=timezone.now())
        self.journal = (Event.ERASURE_UNDONE, self.references)
        return f"{count} {'inquiry is' if count == 1 else 'inquiries are'} kept."


@dataclass(frozen=True)
class Act:
    """One thing to do: its name in addresses, its words, its form, and when and to whom it is offered."""

    name: str
    label: str
    help: str
    form: type[ActForm]
    is_open: Callable[[Inquiry], bool]
    permission: str = "studio.change_inquiry"
    is_for_merged: bool = False
    template: str = "admin/studio/inquiry/act.html"


ACTS = {
    act.name: act
    for act in (
        Act(
            "reply",
            "Reply",
            "Choose a template, read it over, and send it. A new inquiry counts as contacted then.",
            ReplyForm,
            lambda inquiry: bool(inquiry.email) and inquiry.status not in (Status.SPAM, Status.SUSPECTED),
        ),
        Act(
            "book",
            "Book a session",
            "The client gets a mail with a calendar file. A session that is booked already is moved to the new time.",
            BookForm,
            lambda inquiry: inquiry.status == Status.BOOKED or Status.BOOKED in MOVES[inquiry.status],
        ),
        Act(
            "decline",
            "Decline",
            "The client gets a short mail. The reason stays with the studio.",
            DeclineForm,
            lambda inquiry: Status.DECLINED in MOVES[inquiry.status],
        ),
        Act(
            "merge",
            "Merge",
            "The other inquiry stays open and shows what happened to both. This one leaves the list.",
            MergeForm,
            lambda inquiry: bool(find_duplicates(inquiry)),
        ),
        Act(
            "undo-merge",
            "Undo the merge",
            "This inquiry comes back to the list as it was. Both timelines keep what happened.",
            UndoMergeForm,
            lambda inquiry: True,
            is_for_merged=True,
        ),
        Act(
            "erase",
            "Erase this person",
            "Everything that may be this person’s is listed. Only what came from their own email address is ticked: a"
            " phone number can be typed by anybody. What you tick goes with its photos, emails, notes and history.",
            EraseForm,
            lambda inquiry: inquiry.erase_at is None,
            permission="studio.erase_inquiry",
            template="admin/studio/inquiry/choose.html",
        ),
        Act(
            "keep",
            "Undo the erasure",
            "These are to be erased together. What you tick is kept.",
            KeepForm,
            lambda inquiry: inquiry.erase_at is not None and inquiry.erase_at > timezone.now(),
            permission="studio.erase_inquiry",
            template="admin/studio/inquiry/choose.html",
        ),
    )
}
