"""Form fields of the inquiry form: days, a message, and photos."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator

from decision.core.days import DayError, read_day
from decision.core.letters import normalize
from studio.models.inquiry import MOST_PHOTOS
from studio.photos.store import PreparedPhoto, prepare_photo
from studio.photos.uploads import LONGEST_UPLOAD, TruncatedUpload
from studio.typed_text import (
    check_visible,
    clean_line,
    clean_link,
    clean_phone,
    clean_text,
    find_emails,
    one_line,
    plain_text,
)

LONGEST_LINK = 500
WORDS_FOR_TIMES = {"noon": "12pm", "12noon": "12pm", "midnight": "12am", "12midnight": "12am"}
SPAN = re.compile(r"\d[\d:apm]*(?:[-–—]|to|until)\d[\d:apm]*")
HOUR_ALONE = re.compile(r"\d{1,2}")
# “ann,lee@example.org” is a slip, and not the address of lee@example.org.
SLIP = re.compile(r"(?:^|[\s<(:\"])[^\s<(:\"@]*\w[,/|][^\s<(:\"@]*@")
# A name in quotation marks and a server by its number are other ways to write the address of a mailbox. No mail program
# shows them, and with each, the same person would get three more confirmations.
NEVER_SHOWN = re.compile(r"[\"\[]")
DOLLARS = re.compile(r"(?P<dollars>\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(?P<cents>\d{1,2}))?")
MOST_DOLLARS = 1_000_000
"""More is a typing mistake."""
PHOTO_TYPES = "image/jpeg,image/heic,image/heif,image/png,image/webp,image/avif"


class DateInput(forms.DateInput):
    """A date field with the browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time field with the browser's clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class ClockField(forms.TimeField):
    """A time as people write it: 2:30 PM, 10am, 2.30pm, noon or 14:30."""

    widget = TimeInput
    default_error_messages = {
        "invalid": "Write the time like 2:30 PM, 10am or 14:30.",
        "span": "Write only when it begins, like 10:00 AM.",
        "half": "Is that AM or PM? Write it like 2:30 PM or 14:30.",
    }

    def __init__(self, **about: Any) -> None:
        formats = ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p"]
        super().__init__(input_formats=formats, **about)

    def to_python(self, value: Any) -> time | None:  # noqa: ANN401  # as Django's own
        """Return the time."""
        if not isinstance(value, str):
            return super().to_python(value)
        typed = re.sub(r"\s", "", normalize("NFKC", value)).lower()
        typed = WORDS_FOR_TIMES.get(typed, re.sub(r"(?<=\d)\.(?=\d\d)", ":", typed).replace(".", ""))
        if SPAN.fullmatch(typed):
            raise ValidationError(self.error_messages["span"], "span")
        if HOUR_ALONE.fullmatch(typed):
            raise ValidationError(self.error_messages["half"], "half")
        return super().to_python(typed)


class DollarsField(forms.CharField):
    """An amount in whole US dollars as people write it: 1200, 1,200, $1,200 or 1200.00."""

    default_error_messages = {
        "invalid": "Write whole US dollars, like 1200 or $1,200.",
        "cents": "Round it to whole dollars, like 1200.",
        "range": "Write an amount from $0 to $1,000,000.",
    }

    def __init__(self, **about: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 12}), max_length=40, **about)

    def to_python(self, value: object) -> int | None:  # type: ignore[override]  # an amount, although it is typed as text
        """Return the amount; None for an empty field."""
        typed = re.sub(r"\s|^us|usd$", "", normalize("NFKC", str(super().to_python(value) or "")).lower())
        if not typed:
            return None
        if typed == "free":
            return 0
        found = DOLLARS.fullmatch(typed.removeprefix("$").removesuffix("$"))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        if (found["cents"] or "").strip("0"):
            raise ValidationError(self.error_messages["cents"], "cents")
        dollars = int(found["dollars"].replace(",", ""))
        if dollars > MOST_DOLLARS:
            raise ValidationError(self.error_messages["range"], "range")
        return dollars

    def prepare_value(self, value: object) -> object:
        """Show “1,200” for a stored amount, and what was typed as it was typed."""
        return f"{value:,}" if isinstance(value, int) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """Return whether another amount was typed, however it is written."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def run_validators(self, value: object) -> None:
        """Skip the validators of text."""


class PastedField(forms.Field):
    """A field that shows pasted text again without invisible signs, which could turn the letters around."""

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ANN401  # as Django's own
        return super().bound_data(clean_text(data) if isinstance(data, str) else data, initial)


class NameField(PastedField, forms.CharField):
    """A name, without what was pasted along with it."""

    def to_python(self, value: object) -> str:
        return clean_line(super().to_python(value) or "")


class LinkField(forms.URLField):
    """A link to a web page, without what was pasted along with it."""

    # A browser would refuse a link without https:// in a field of the type url.
    widget = forms.TextInput(attrs={"inputmode": "url", "size": 60})
    default_error_messages = {"invalid": "Paste one link to a web page, such as https://example.org/pictures."}

    def __init__(self, **about: Any) -> None:
        super().__init__(assume_scheme="https", max_length=LONGEST_LINK, **about)
        web_pages_only = URLValidator(schemes=["http", "https"], message=self.error_messages["invalid"])
        self.validators = [web_pages_only if isinstance(one, URLValidator) else one for one in self.validators]

    def to_python(self, value: object) -> str:
        return super().to_python(clean_link(str(value or ""))) or ""


class AddressField(PastedField, forms.EmailField):
    """An email address, without what was pasted along with it."""

    def to_python(self, value: object) -> str:
        text = super().to_python(value) or ""
        found = find_emails(text)
        if len(found) > 1:
            raise ValidationError("There is more than one address here. Please give one of them.")
        address = found[0] if found else clean_text(text)
        name, at, domain = address.rpartition("@")
        is_complete = domain.isascii() and "." in domain and not NEVER_SHOWN.search(address)
        if at and (not is_complete or (found and SLIP.search(text))):
            raise ValidationError(self.error_messages["invalid"])
        if not name.isascii():
            raise ValidationError(
                "Our email can’t reach addresses with accents or other special letters before the @. Please give"
                " another address."
            )
        return address


def ask_for_name() -> NameField:
    """Return the field for a visitor's own name."""
    return NameField(
        label="Your name",
        max_length=120,
        validators=[one_line, plain_text, check_visible],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": "Please tell us your name.",
            "max_length": "This name has %(show_value)d characters. Please shorten it to %(limit_value)d or fewer.",
        },
    )


def ask_for_email(help_text: str, *, purpose: str) -> AddressField:
    """Return the field for a visitor's own address; `purpose` completes “so that …” when it is missing."""
    return AddressField(
        label="Email",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=help_text,
        error_messages={
            "required": f"Please give an email address, so that {purpose}.",
            "invalid": "This is not a complete email address. It needs the form name@example.org.",
            "max_length": "No email address is this long. Please check it.",
        },
    )


class PhoneField(PastedField, forms.CharField):
    """A phone number, without what was pasted along with it."""

    def to_python(self, value: object) -> str:
        return clean_phone(super().to_python(value) or "")


class MessageField(PastedField, forms.CharField):
    """Text of several lines, in which a line break counts as one character."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        return clean_text(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Set no maxlength, because browsers would silently truncate a pasted text."""
        return {"rows": 6}


class DayField(forms.DateField):
    """A day, typed or chosen in the browser's calendar."""

    widget = DateInput

    def to_python(self, value: str | datetime | date | None) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value or None)
        try:
            return read_day(value)
        except DayError as error:
            raise ValidationError(str(error)) from error


def ask_for_date(label: str, help_text: str = "") -> DayField:
    return DayField(label=label, help_text=help_text, required=False)


class PhotosInput(forms.FileInput):
    """Several files of the formats that we open. An iPhone sends HEIC photos unconverted only if HEIC is named."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": PHOTO_TYPES, "multiple": True})


class PhotosField(forms.FileField):
    """Up to three photos, as they were sent."""

    widget = PhotosInput

    def clean(self, data: list[UploadedFile], initial: object = None) -> list[UploadedFile]:
        if self.required and not data:
            raise ValidationError(self.error_messages["required"])
        if len(data) > MOST_PHOTOS:
            raise ValidationError(f"Please choose at most {MOST_PHOTOS} photos.")
        for file in data:
            if isinstance(file, TruncatedUpload):
                raise ValidationError(f"{file.name}: It is larger than {LONGEST_UPLOAD // 1_000_000} MB.")
        return data


def prepare_all(files: Sequence[UploadedFile]) -> list[PreparedPhoto]:
    """Return the photos ready to be stored.

    Raises:
        ValidationError: one isn't a photo; the message names it.
    """
    return [_draw(file) for file in files]


def _draw(file: UploadedFile) -> PreparedPhoto:
    try:
        return prepare_photo(file)
    except ValidationError as error:
        raise ValidationError(f"{file.name}: {error.messages[0]}") from error


def hash_file(file: UploadedFile) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()
