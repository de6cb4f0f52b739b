"""Telling spam without asking anybody to prove that they are human. A suspicion refuses nothing: staff decide."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core import signing

from studio.rate_limit import take_place

MOST_LINKS = 2
LINK = re.compile(r"https?://|\bwww\.|\[url", re.IGNORECASE)

signer = signing.TimestampSigner(salt="studio.suspecting")


@dataclass(frozen=True, kw_only=True)
class Clues:
    """How a form came back: what stood in the field that people do not see, its stamp, and from where."""

    trap: str = ""
    stamp: str = ""
    client_address: str = ""


def stamp_opening(key: UUID) -> str:
    """Return the stamp of a form that is opened now; it fits no other form."""
    return signer.sign(key.hex)


def is_stamp_of(stamp: str, key: UUID) -> bool:
    """Whether we made this stamp for this form, however long ago."""
    try:
        return signer.unsign(stamp) == key.hex
    except signing.BadSignature:
        return False


def find_suspicions(clues: Clues, *, key: UUID, email: str, text: str, at: datetime) -> list[str]:
    """Return a sentence for each thing that makes an inquiry look like spam; counts it against the limits."""
    signs = (
        (bool(clues.trap), "A field that people do not see was filled in."),
        (not is_stamp_of(clues.stamp, key), "The form was sent without being opened."),
        (_is_too_fast(clues.stamp), f"The form was filled in within {settings.INQUIRY_MIN_SECONDS} seconds."),
        (len(LINK.findall(text)) > MOST_LINKS, "The message has many links."),
        (not _has_place("mailbox", email.lower(), at), "Many inquiries from this mailbox in a day."),
        (not _has_place("address", clues.client_address, at), "Many inquiries from one place in a day."),
    )
    return [sentence for is_sign, sentence in signs if is_sign]


def _has_place(what: str, value: str, at: datetime) -> bool:
    return not value or take_place(what, value, most=settings.INQUIRIES_A_DAY[what], now=at)


def _is_too_fast(stamp: str) -> bool:
    """Whether a stamp of ours is younger than a person needs. One of the future says only that our clock was wrong."""
    return _is_younger(stamp, settings.INQUIRY_MIN_SECONDS) and not _is_younger(stamp, 0)


def _is_younger(stamp: str, seconds: int) -> bool:
    try:
        signer.unsign(stamp, max_age=seconds)
    except signing.BadSignature:  # older, or not ours
        return False
    return True
