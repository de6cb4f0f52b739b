"""Text that people type or paste: cleaned of what web pages and mail programs add, then validated."""

import re
import unicodedata

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

# They join letters in Persian, Hindi and emoji. Between two Latin letters or at an end they are remains of pasting.
JOINERS = "\u200c\u200d"
STRAY_JOINER = re.compile(rf"(?<![^\x00-\u024f])[{JOINERS}]+|[{JOINERS}]+(?![^\x00-\u024f])")
HYPHENS = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
NO_HYPHENS = re.compile("[\u2010\u2011]")
EMAIL_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]+)>\s*")
EXTENSION = re.compile(r"[ ,;]*(?:ext(?:ension)?|x|#)[ .:]*(?=\d+$)", re.IGNORECASE)
# Words may come before a link, but not after it: they could be the rest of a link with a space in it.
LINK = re.compile(r"(?:.*[\s<(\[\"“'])?(https?://[^\s<>\"“”\[\]]+?)[>\]\"”'.,;:!\s]*", re.IGNORECASE | re.DOTALL)
AROUND = " \t.,;:<>\"'()[]"
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


def clean_text(text: str) -> str:
    """Return the text without invisible and reordering characters, with ordinary spaces and hyphens, composed (NFC)."""
    text = STRAY_JOINER.sub("", unicodedata.normalize("NFC", text))
    kept = (sign for sign in text if unicodedata.category(sign) != "Cf" or sign in JOINERS)
    spaced = (" " if unicodedata.category(sign) == "Zs" else sign for sign in kept)
    return NO_HYPHENS.sub("-", "".join(spaced)).strip()


def clean_email(text: str) -> str:
    """Return the address alone, its domain as mail servers know it (IDNA 2008).

    Takes it out of `mailto:`, of “Ann Example <ann@example.org>” and out of a sentence. A domain that IDNA refuses
    stays as it is, for the validator to refuse.
    """
    plain = unicodedata.normalize("NFKC", clean_text(text))
    inside = EMAIL_IN_BRACKETS.fullmatch(plain)
    address = (inside[1] if inside else plain).strip(AROUND)
    if address.lower().startswith("mailto:"):
        address = address[len("mailto:") :].partition("?")[0].strip(AROUND)
    name, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return name + at + idna.encode(domain, uts46=True, transitional=False).decode()
    except idna.IDNAError:
        return address


def clean_link(text: str) -> str:
    """Return the link alone, without the brackets, quotation marks or words around it, if there is just one."""
    plain = clean_text(text)
    found = LINK.fullmatch(plain)
    if found is None or plain.count("://") > 1:
        return plain.strip("<>\"“”'[] ")
    # A bracket that closes belongs to the link only if it opens there, as in “…/Portrait_(photo)”.
    return found[1] if "(" in found[1] else found[1].rstrip(")")


def clean_phone(text: str) -> str:
    """Return the number with plain digits and hyphens, and an extension as “ext. 5”."""
    plain = HYPHENS.sub("-", unicodedata.normalize("NFKC", clean_text(text)))
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in plain)
    number = re.sub(r"^tel:\s*", "", digits, flags=re.IGNORECASE).strip(" .,;:")
    return EXTENSION.sub(" ext. ", number)


def check_visible(text: str) -> None:
    """Raise ValidationError for a text that looks empty although it isn't."""
    if not any(unicodedata.category(sign)[0] in "LNPS" and sign not in BLANKS for sign in text):
        raise ValidationError("There is nothing to read here. Please write it out.")


def check_typed_text(field: forms.Field | None) -> None:
    """Add these validators to a form field, unless it holds no text."""
    if isinstance(field, forms.CharField) and not isinstance(field, (forms.JSONField, forms.UUIDField)):
        is_long = isinstance(field.widget, forms.Textarea)
        field.validators += [plain_text if is_long else one_line, check_visible]
