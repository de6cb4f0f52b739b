"""Validators for typed text: plain characters, one line where needed, and not blank."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

# U+FFFD is what Django makes of bytes that aren't UTF-8.
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd"
LINE_BREAKS = r"\t\n\r\u0085\u2028\u2029"
# They reorder the text around them, so that it reads as something else.
REORDERING = r"\u202a-\u202e\u2066-\u2069"
# Normal in a message in Arabic or Hebrew, but nobody types them in a name.
DIRECTION_MARKS = r"\u061c\u200e\u200f"
# Letters and symbols that are invisible.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")

# A line break in a name, subject or phone number is never needed and could forge an email header.
one_line = RegexValidator(
    f"[{CONTROLS}{LINE_BREAKS}{REORDERING}{DIRECTION_MARKS}]",
    "Please write this on one line, in plain text.",
    inverse_match=True,
)
plain_text = RegexValidator(
    f"[{CONTROLS}{REORDERING}]", "Please remove the invisible or broken characters.", inverse_match=True
)
phone_number = RegexValidator(
    r"^[0-9+(][0-9 ()+./x-]{4,}( ?ext\.? ?[0-9]+)?\Z",
    "Please use digits, spaces and + ( ) - only, or leave this empty.",
)


def check_visible(text: str) -> None:
    """Raise ValidationError for a text that looks empty although it isn't."""
    if not any(unicodedata.category(sign)[0] in "LNPS" and sign not in BLANKS for sign in text):
        raise ValidationError("There is nothing to read here. Please write it out.")


def check_typed_text(field: forms.Field | None) -> None:
    """Add these validators to a form field, unless it holds no text."""
    if isinstance(field, forms.CharField) and not isinstance(field, (forms.JSONField, forms.UUIDField)):
        is_long = isinstance(field.widget, forms.Textarea)
        field.validators += [plain_text if is_long else one_line, check_visible]
