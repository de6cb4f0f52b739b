"""The form to sign up for a time of a photo day, and the one to change it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from headshot_advisor.rate_limit import allow
from studio.inquiries.fields import ask_for_email, ask_for_name
from studio.inquiries.search import fold_mailbox
from studio.photo_day.sign_ups import Slot

LONGEST_KEY = 12  # digits


def make_key(at: datetime) -> str:
    """Return a time as forms send it."""
    return str(int(at.timestamp()))


class TimeForm(forms.Form):
    time = forms.CharField(required=False)

    def __init__(self, *args: Any, slots: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = slots

    def clean_time(self) -> datetime:
        """Return the chosen time, whether or not it is still free."""
        key = self.cleaned_data["time"]
        if not key:
            raise ValidationError("Please choose a time.")
        if not (key.isdecimal() and len(key) <= LONGEST_KEY):
            raise ValidationError("This time is not in the plan. Please choose another.")
        return datetime.fromtimestamp(int(key), UTC)

    @property
    def chosen(self) -> str:
        return str(self["time"].value() or "")

    @property
    def choices(self) -> list[tuple[str, Slot]]:
        """The key of each time, and the time."""
        return [(make_key(slot.starts_at), slot) for slot in self.slots]

    def offer_next(self, wanted: datetime) -> None:
        """Say that a time is taken, and choose the next free one."""
        free = [slot.starts_at for slot in self.slots if slot.is_free]
        following = next((at for at in free if at > wanted), free[0] if free else None)
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["time"] = make_key(following) if following else ""
        self.data = data
        self.add_error(
            "time",
            "Somebody has just taken this time. The next free one is chosen for you: send it again, or pick another."
            if following
            else "Somebody has just taken the last time. Please ask who sent you the link.",
        )

    @property
    def faults(self) -> list[tuple[str, str]]:
        """(id of the field or "", error message) in the order of the page."""
        anchors = {"time": "times", "__all__": ""}
        return [(anchors.get(name, f"id_{name}"), str(errors[0])) for name, errors in self.errors.items()]


class SignUpForm(TimeForm):
    name = ask_for_name()
    email = ask_for_email("We send you a link that confirms your time.", purpose="we can confirm your time")
    field_order = ["time", "name", "email"]

    def allow_mail(self) -> bool:
        """Count an email to this address; say so if it has had too many."""
        if allow("confirmations", fold_mailbox(self.cleaned_data["email"])):
            return True
        self.add_error("email", "We have sent this address several emails today. Please use the link in one of them.")
        return False
