"""Find inquiries by any part of what was sent, without regard to case, accents and the marks in a phone number."""

import re
import unicodedata

from studio.models import Inquiry, SearchText
from studio.models.inquiry import EXTENSION
from studio.typed_text import HYPHENS, clean_text

LEAST_DIGITS = 7
COMPARED_DIGITS = 10
"""The last ten, so that a number is the same with and without +1."""
NUMBER = re.compile(r"\+?\(?\d[\d ().+/-]{5,}\d(?: ?(?:x|ext)\.? ?\d+)?")
GMAIL = ("gmail.com", "googlemail.com")
# A phone types another apostrophe than a keyboard, and some people leave it out.
NO_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`\u02bc\u00b4"))
AROUND_PASTED = re.compile(r"mailto:|tel:|[<>()\"“”;]")
# Letters that Unicode does not split into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold_text(text: str) -> str:
    """Return a text in lower case, without accents and apostrophes: “Zoë O’Łukasz” becomes “zoe olukasz”."""
    parts = unicodedata.normalize("NFKD", text.translate(NO_APOSTROPHES).casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(PLAIN_LETTERS)


def fold_email(email: str) -> str:
    """Return an email address as addresses are compared: in lower case."""
    return unicodedata.normalize("NFC", email).casefold()


def fold_mailbox(email: str) -> str:
    """Return the mailbox of an address, by which inquiries are compared: without a +tag and without Gmail's dots."""
    name, at, host = fold_email(email).rpartition("@")
    name = name.partition("+")[0] or name
    if host in GMAIL:
        name, host = name.replace(".", ""), GMAIL[0]
    return name + at + host


def fold_phone(phone: str) -> str:
    """Return the last ten digits of a phone number, by which numbers are compared; "" when it is too short."""
    digits = re.sub(r"\D", "", EXTENSION.sub("", phone))
    return digits[-COMPARED_DIGITS:] if len(digits) >= LEAST_DIGITS else ""


def fold_query(query: str) -> str:
    """Return what staff typed or pasted into the search as `SearchText` has it: a phone number as one word of digits,
    an address without what surrounds it."""
    plain = HYPHENS.sub("-", fold_text(clean_text(query)))
    numbers = NUMBER.sub(lambda found: fold_phone(found[0]) or found[0], plain)
    return AROUND_PASTED.sub(" ", numbers)


def write_search_text(inquiry: Inquiry, *, is_new: bool = False) -> None:
    """Write the words by which an inquiry is found: its own, and those of the inquiries merged into it."""
    merged = () if is_new else inquiry.merged.all()
    words = "\n".join(_list_words(each) for each in (inquiry, *merged))
    # One statement, where update_or_create takes six.
    row = SearchText(inquiry=inquiry, text=words)
    SearchText.objects.bulk_create([row], update_conflicts=True, unique_fields=["inquiry"], update_fields=["text"])


def _list_words(inquiry: Inquiry) -> str:
    came = (inquiry.reference, inquiry.name, inquiry.email, inquiry.phone, inquiry.message)
    agreed = (inquiry.agreed_name, inquiry.agreed_email, inquiry.agreed_phone)
    words = fold_text("\n".join(came + agreed))
    return "\n".join((words, *map(fold_phone, NUMBER.findall(words))))
