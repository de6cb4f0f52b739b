"""Text that people type or paste: cleaned of what web pages and mail programs add, then validated."""

import re
import unicodedata
from typing import Any

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from decision.core.letters import normalize

# They join letters in Persian, Hindi and emoji. Between two Latin letters or at an end they are remains of pasting.
JOINERS = "\u200c\u200d"
STRAY_JOINER = re.compile(rf"(?<![^\x00-\u024f])[{JOINERS}]+|(?<![{JOINERS}])[{JOINERS}]++(?![^\x00-\u024f])")
# Word processors and PDF files break lines with them.
LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Dictation leaves the second one behind.
INVISIBLE_MARKS = "\u034f\ufffc"
HYPHENS = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u00b7\u2022]")
NO_HYPHENS = re.compile("[\u2010\u2011]")
APOSTROPHES = re.compile("[\u2018\u2019\u02bc]")
NEVER_IN_AN_ADDRESS = r"\s<>()\[\]{},;:|\"“”«»@/"
EMAIL = re.compile(f"[^{NEVER_IN_AN_ADDRESS}]+@[^{NEVER_IN_AN_ADDRESS}?]+")
BEFORE_A_NUMBER = re.compile(r"^(?:[^\d+(]|\((?![\d+]))*(?=[(+]*\d)")
# Possessive (“*+”), because trying each way to divide a row of commas among the parts takes seconds.
AFTER_A_NUMBER = re.compile(r"[ .,;:#>]*+(?:\([^\d()]*\)[ .,;:#>]*+)?$")
EXTENSION = re.compile(r"(?:[ ,;]*+(?:ext(?:ension)?|[x#])| *+[,;pw][ ,;pw]*+)[ .:=]*+(?=\d{1,7}$)", re.IGNORECASE)
# No address and no number is this long, and searching a long text for one would take minutes.
LONGEST_SEARCHED = 500
# Words may come before a link, but not after it: they could be the rest of a link with a space in it.
LINK = re.compile(r"(?:.*[\s<(\[\"“'])?(https?://[^\s<>\"“”\[\]]+?)[>\]\"”'.,;:!\s]*", re.IGNORECASE | re.DOTALL)
# Letters and symbols that are invisible.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")

# A line break in a name, subject or phone number is never needed and could forge an email header.
one_line = RegexValidator(r"\n", "Please write this on one line.", inverse_match=True)
# U+FFFD is what Django makes of bytes that aren't UTF-8.
plain_text = RegexValidator(
    "\ufffd", "Some letters arrived broken, as “\ufffd”. Please write them again.", inverse_match=True
)
phone_number = RegexValidator(
    r"^[0-9+(][0-9 ()+./x-]{4,}( ?ext\.? ?[0-9]+)?\Z",
    "Please write one phone number in digits, such as 212-555-0100 ext. 5, or leave this empty.",
)


def clean_text(text: str) -> str:
    """Return the text without invisible and reordering characters, with ordinary spaces, hyphens and line breaks, in
    NFC."""
    text = STRAY_JOINER.sub("", normalize("NFC", LINE_BREAK.sub("\n", text)))
    kept = (sign for sign in text if sign in JOINERS or sign in "\n\t" or not _is_invisible(sign))
    spaced = (" " if unicodedata.category(sign) == "Zs" else sign for sign in kept)
    return NO_HYPHENS.sub("-", "".join(spaced)).strip()


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf") or sign in INVISIBLE_MARKS


def clean_line(text: str) -> str:
    """Return the cleaned text of a field of one line, into which two cells of a table may have been pasted."""
    return re.sub("[ \t]+", " ", clean_text(text))


def find_emails(text: str) -> list[str]:
    """Return the different addresses in a text, their domains as mail servers know them (IDNA 2008).

    Whatever surrounds an address is left out: a name, brackets, `mailto:`, a subject. A domain that IDNA refuses stays
    as it is, for the validator to refuse.
    """
    if len(text) > LONGEST_SEARCHED:
        return []
    plain = APOSTROPHES.sub("'", HYPHENS.sub("-", normalize("NFKC", clean_text(text))))
    if "@" not in plain:
        plain = plain.replace("%40", "@")
    found = (_encode_domain(address.strip("'.*")) for address in EMAIL.findall(re.sub(r"\s*@\s*", "@", plain)))
    return list({address.lower(): address for address in found}.values())


def _encode_domain(address: str) -> str:
    name, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return name + at + idna.encode(domain, uts46=True, transitional=False).decode()
    except idna.IDNAError:
        return address


def clean_link(text: str) -> str:
    """Return the link alone, without the brackets, quotation marks or words around it, if there is just one."""
    plain = clean_line(text)
    found = LINK.fullmatch(plain) if len(plain) <= LONGEST_SEARCHED and plain.count("://") == 1 else None
    if found is None:
        return plain.strip("<>\"“”'[] ")
    # A bracket that closes belongs to the link only if it opens there, as in “…/Portrait_(photo)”.
    return found[1] if "(" in found[1] else found[1].rstrip(")")


def clean_phone(text: str) -> str:
    """Return the number with plain digits and hyphens, without a label, and an extension as “ext. 5”."""
    plain = HYPHENS.sub("-", normalize("NFKC", clean_line(text)))
    if len(plain) > LONGEST_SEARCHED:
        return plain
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in plain)
    number = AFTER_A_NUMBER.sub("", BEFORE_A_NUMBER.sub("", digits))
    return EXTENSION.sub(" ext. ", number)


def check_visible(text: str) -> None:
    """Raise ValidationError for a text that looks empty although it isn't."""
    if not any(unicodedata.category(sign)[0] in "LNPS" and sign not in BLANKS for sign in text):
        raise ValidationError("There is nothing to read here. Please write it out.")


def clean_typed_text(field: forms.Field | None) -> None:
    """Let a form field clean its text before it is checked, unless it holds no text."""
    if not isinstance(field, forms.CharField) or isinstance(field, (forms.JSONField, forms.UUIDField)):
        return
    is_long = isinstance(field.widget, forms.Textarea)
    clean, read = clean_text if is_long else clean_line, field.to_python

    def read_cleaned(value: Any) -> Any:  # noqa: ANN401  # as Django's own
        found = read(value)
        return clean(found) if isinstance(found, str) else found

    field.to_python = read_cleaned  # type: ignore[method-assign]  # the field is of any class
    field.validators += [plain_text, check_visible] if is_long else [one_line, plain_text, check_visible]
