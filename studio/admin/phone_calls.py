"""The form for an inquiry by phone, which staff fill in."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone

from decision.core.answers import read_answers
from decision.core.framework import load_framework
from studio.inquiries.fields import AddressField, DayField, NameField, PhoneField
from studio.inquiries.form import find_day_fault, find_last_day
from studio.inquiries.receive import Submission
from studio.models import Package
from studio.models.inquiry import MAX_MESSAGE_LENGTH, MAX_PEOPLE
from studio.typed_text import clean_typed_text, phone_number
from studio.uses import list_uses


class CallForm(forms.Form):
    """What a person said on the phone."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = NameField(max_length=120)
    phone = PhoneField(required=False, max_length=40, validators=[phone_number])
    email = AddressField(required=False, help_text="With an address, the client gets the usual confirmation.")
    use = forms.ChoiceField(label="Where will the photo appear?", required=False)
    package = forms.ModelChoiceField(Package.objects.filter(is_active=True), required=False)
    people = forms.IntegerField(min_value=1, max_value=MAX_PEOPLE, initial=1)
    first_date = DayField(label="Preferred date", required=False)
    message = forms.CharField(
        label="What they said",
        required=False,
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 80}),
    )
    agreed = forms.BooleanField(label="They agreed that we keep this to reply to them")

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, initial={"key": uuid4()})
        self.fields["use"].choices = [("", "They did not say"), *list_uses()]  # type: ignore[attr-defined]
        for field in self.fields.values():
            clean_typed_text(field)

    def clean_first_date(self) -> date | None:
        """Refuse a day that has passed or is too far ahead."""
        day: date | None = self.cleaned_data["first_date"]
        today = timezone.localdate()
        if day and (fault := find_day_fault(day, today, find_last_day(today))):
            raise forms.ValidationError(fault)
        return day

    def clean(self) -> dict[str, Any]:
        """Require a phone number or an email address."""
        said = self.cleaned_data
        if not self.errors and not (said["phone"] or said["email"]):
            raise forms.ValidationError("Note a phone number or an email address, so that the studio can answer.")
        return said

    def as_submission(self, *, by: User) -> Submission:
        said, framework = self.cleaned_data, load_framework()
        key: UUID = said["key"]
        return Submission(
            idempotency_key=key,
            name=said["name"],
            email=said["email"],
            phone=said["phone"],
            package=said["package"],
            people=said["people"],
            dates=(said["first_date"],) if said["first_date"] else (),
            message=said["message"],
            consent_wording=f"Agreed on the phone, as noted by {by}.",
            answers=read_answers(framework, {"use": said["use"]} if said["use"] else {}),
            framework=framework,
            source="Phone",
            entered_by=by,
        )
