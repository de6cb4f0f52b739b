"""Cleans what people paste into a form, before it is checked: web pages and mail programs add signs nobody sees."""

import re
import unicodedata

import idna

# They join letters in Persian, Hindi and emoji; between two Latin letters or at an end they are left over.
JOINERS = "\u200c\u200d"
STRAY_JOINER = re.compile(rf"(?<![^\x00-\u024f])[{JOINERS}]+|[{JOINERS}]+(?![^\x00-\u024f])")
HYPHENS = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
NO_HYPHENS = re.compile("[\u2010\u2011]")
EMAIL_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]+)>\s*")
EXTENSION = re.compile(r"[ ,;]*(?:ext(?:ension)?|x|#)[ .:]*(?=\d+$)", re.IGNORECASE)
AROUND = " \t.,;:<>\"'()[]"


def clean_text(text: str) -> str:
    """Return the text without invisible and reordering signs, with ordinary spaces and hyphens, composed (NFC)."""
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


def clean_phone(text: str) -> str:
    """Return the number with plain digits and hyphens, and an extension as “ext. 5”."""
    plain = HYPHENS.sub("-", unicodedata.normalize("NFKC", clean_text(text)))
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in plain)
    number = re.sub(r"^tel:\s*", "", digits, flags=re.IGNORECASE).strip(" .,;:")
    return EXTENSION.sub(" ext. ", number)
