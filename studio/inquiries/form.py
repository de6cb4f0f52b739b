"""The inquiry form and its error messages."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property

from decision.core.answers import Answers
from decision.core.framework import Framework
from decision.core.team_groups import Group
from studio.inquiries.fields import (
    MessageField,
    PhoneField,
    PhotosField,
    ask_for_date,
    ask_for_email,
    ask_for_name,
    hash_file,
    prepare_all,
)
from studio.inquiries.receive import Submission, clean_source_text
from studio.inquiries.spam import Clues, is_stamp_of, looks_like_spam, stamp_form
from studio.models import Package
from studio.models.inquiry import MAX_MESSAGE_LENGTH, MAX_PEOPLE, MOST_PHOTOS
from studio.photos.store import PreparedPhoto
from studio.typed_text import check_visible, one_line, phone_number, plain_text

CONSENT = (
    "I agree that Gorn Photo keeps what I send here, together with my answers and the verdict, and uses it to reply to "
    "this inquiry."
)
# The value of the checkbox. It changes with the sentence, so that the stored wording is the one that was read.
CONSENT_KEY = hashlib.sha256(CONSENT.encode()).hexdigest()[:8]

PHOTOS_HELP = (
    "Up to three, as JPEG, HEIC, PNG, WebP or AVIF, 15 MB each. Only the studio sees them. Place, time and camera are "
    "removed."
)
MAX_WISH_LENGTH = 1000
DATE_FIELDS = ("first_date", "second_date", "third_date")


def find_last_day(today: date) -> date:
    """Return the last day that clients can ask for: a year after today."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # February 29
        return today.replace(year=today.year + 1, day=28)


def find_day_fault(day: date, first_day: date, last_day: date) -> str:
    """Return what is wrong with a preferred day, or ""."""
    if day < first_day:
        return "This day has passed. Please choose a later one."
    if day > last_day:
        return "This is more than a year ahead. Please choose an earlier day."
    return ""


class PhotosForm(forms.Form):
    """Photos that a client adds to an inquiry on their own page."""

    photos = PhotosField(
        label="Photos of how you look now",
        help_text=PHOTOS_HELP,
        error_messages={"required": "Please choose a photo first."},
    )

    def __init__(self, *args: Any, room: int = MOST_PHOTOS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room

    def clean_photos(self) -> list[PreparedPhoto]:
        """Prepare the photos, if there is room for them."""
        if len(self.cleaned_data["photos"]) > self.room:
            raise ValidationError(f"There is room for {self.room} more. Please choose fewer.")
        return prepare_all(self.cleaned_data["photos"])


class MoveForm(forms.Form):
    """Days and times that suit a client better than the booked session."""

    wish = MessageField(
        label="Which days and times would suit you better?",
        max_length=MAX_WISH_LENGTH,
        validators=[plain_text, check_visible],
        error_messages={
            "required": "Please write which days and times would suit you.",
            "max_length": "This has %(show_value)d characters. Please shorten it to %(limit_value)d or fewer.",
        },
    )


class InquiryForm(forms.Form):
    """What a person sends. The answers are in the address, not in the form."""

    name = ask_for_name()
    email = ask_for_email("The studio replies here.", purpose="the studio can reply")
    phone = PhoneField(
        label="Phone (optional)",
        required=False,
        max_length=40,
        validators=[one_line, phone_number],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={
            "max_length": "Please shorten this to one phone number of %(limit_value)d characters or fewer."
        },
    )
    package = forms.ChoiceField(
        label="Session (optional)",
        required=False,
        error_messages={"invalid_choice": "This session is not on sale any more. Please choose again."},
    )
    people = forms.IntegerField(
        label="Number of people",
        initial=1,
        min_value=1,
        max_value=MAX_PEOPLE,
        error_messages={
            "required": "Please say how many people are to be photographed.",
            "invalid": "Please write a whole number.",
            "min_value": "At least one person, please.",
            "max_value": f"At most {MAX_PEOPLE} people. For more, say so in the message.",
        },
    )
    first_date = ask_for_date("First choice")
    second_date = ask_for_date("Second choice")
    third_date = ask_for_date("Third choice")
    message = MessageField(
        label="Message (optional)",
        required=False,
        validators=[plain_text],
        help_text=f"Anything the studio should know. Up to {MAX_MESSAGE_LENGTH:,} characters.",
    )
    photos = PhotosField(
        label="Photos of how you look now (optional)",
        required=False,
        help_text=PHOTOS_HELP,
    )
    # The template renders these three itself.
    consent = forms.CharField(required=False, label=CONSENT)
    source = forms.CharField(required=False)
    key = forms.UUIDField(
        error_messages={
            "required": "The form came back incomplete. Nothing was sent. Please send it again.",
            "invalid": "The form came back damaged. Nothing was sent. Please send it again.",
        },
    )

    # Against spam: a field that people do not see, and when the form was opened. Neither causes an error. Programs
    # that fill in forms know no “subject” of a person, but do know a website.
    subject = forms.CharField(required=False)
    stamp = forms.CharField(required=False)

    consent_key = CONSENT_KEY

    def __init__(
        self,
        *args: Any,
        packages: Sequence[Package],
        groups: tuple[Group, ...] = (),
        client_network: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.client_network = client_network
        self.drawn_photos: list[PreparedPhoto] = []
        self.packages = {package.slug: package for package in packages}
        self.first_day = timezone.localdate()
        self.last_day = find_last_day(self.first_day)
        choices = [(package.slug, f"{package.name}, {package.price_in_words}") for package in packages]
        self.fields["package"].choices = [("", "Not sure yet"), *choices]  # type: ignore[attr-defined]
        for name in DATE_FIELDS:
            self.fields[name].widget.attrs |= {"min": self.first_day.isoformat(), "max": self.last_day.isoformat()}

    def keep_package(self) -> None:
        """Offer only the chosen package, for when the list of packages cannot be read."""
        chosen = str(self["package"].value() or "")
        self.fields["package"].choices = [(chosen, "As you chose" if chosen else "Not sure yet")]  # type: ignore[attr-defined]

    def clean_consent(self) -> str:
        """Return the wording that the person agreed to."""
        given = self.cleaned_data["consent"]
        if not given:
            raise ValidationError("Please tick this box. Without it the studio may not keep your inquiry.")
        if given != CONSENT_KEY:
            raise ValidationError("This sentence has changed since you opened the form. Please read it again.")
        return CONSENT

    def clean_people(self) -> int:
        """Refuse fewer people than the groups of the team have together."""
        people: int = self.cleaned_data["people"]
        counted = sum(group.people for group in self.groups)
        if people < counted:
            raise ValidationError(f"You counted {counted} people in groups. Say {counted} or more.")
        return people

    def clean_source(self) -> str:
        """Shorten it: this hidden field never causes an error."""
        return clean_source_text(self.cleaned_data["source"])

    def clean_message(self) -> str:
        message: str = self.cleaned_data["message"]
        if len(message) > MAX_MESSAGE_LENGTH:
            raise ValidationError(
                f"This message has {len(message):,} characters. Please shorten it to {MAX_MESSAGE_LENGTH:,} or fewer."
            )
        return message

    def clean(self) -> None:
        """Check the dates, then prepare the photos."""
        for name in DATE_FIELDS:
            day = self.cleaned_data.get(name)
            if day and (fault := find_day_fault(day, self.first_day, self.last_day)):
                self.add_error(name, fault)
        if not self.errors:
            self._draw_photos()

    def _draw_photos(self) -> None:
        """Prepare the photos. Nothing is decoded for a form with errors or one that looks like spam."""
        sent = self.cleaned_data
        if looks_like_spam(self.clues, key=sent["key"], email=sent["email"], text=sent["message"]):
            return
        try:
            self.drawn_photos = prepare_all(sent["photos"])
        except ValidationError as error:
            self.add_error("photos", error)

    @property
    def clues(self) -> Clues:
        """What helps to recognize spam."""
        sent = self.cleaned_data
        return Clues(trap=sent["subject"], stamp=sent["stamp"], client_network=self.client_network)

    @cached_property
    def open_key(self) -> UUID:
        """The key of this form: the one that was sent, else a new one."""
        key = getattr(self, "cleaned_data", {}).get("key")
        return key if isinstance(key, UUID) else uuid4()

    @property
    def open_stamp(self) -> str:
        """The stamp of this form: the one that was sent if it belongs to the key, else a new one."""
        stamp = getattr(self, "cleaned_data", {}).get("stamp", "")
        return stamp if is_stamp_of(stamp, self.open_key) else stamp_form(self.open_key)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """(id of the field, error message) in the order of the page."""
        anchors = {"key": "inquiry"}  # a hidden field cannot be a link target
        return [
            (anchors.get(name, f"id_{name}"), str(self.errors[name][0])) for name in self.fields if name in self.errors
        ]

    def as_submission(self, framework: Framework, answers: Answers) -> Submission:
        """Return the content of a valid form, with the answers of the address and their framework."""
        sent = self.cleaned_data
        dates = [sent[name] for name in DATE_FIELDS if sent[name]]
        return Submission(
            idempotency_key=sent["key"],
            name=sent["name"],
            email=sent["email"],
            phone=sent["phone"],
            package=self.packages.get(sent["package"]),
            people=sent["people"],
            groups=self.groups,
            dates=tuple(dict.fromkeys(dates)),
            message=sent["message"],
            photos=tuple(self.drawn_photos),
            photo_hashes=tuple(hash_file(file) for file in sent["photos"]),
            consent_wording=sent["consent"],
            framework=framework,
            answers=answers,
            source=sent["source"],
            clues=self.clues,
        )
