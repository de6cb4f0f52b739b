"""Telling spam without asking anybody to prove that they are human. A suspicion refuses nothing: staff decide."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing

from headshot_advisor.rate_limit import allow, fold_mailbox, has_room

BY_MAILBOX, BY_NETWORK = "inquiries from a mailbox", "inquiries from a network"
MOST_LINKS = 2
LINK = re.compile(r"https?://|\bwww\.|\[url", re.IGNORECASE)

signer = signing.TimestampSigner(salt="studio.suspecting")


@dataclass(frozen=True, kw_only=True)
class Clues:
    """How a form came back: what stood in the field that people do not see, its stamp, and from where."""

    trap: str = ""
    stamp: str = ""
    client_network: str = ""


def stamp_opening(key: UUID) -> str:
    """Return the stamp of a form that is opened now; it fits no other form."""
    return signer.sign(key.hex)


def is_stamp_of(stamp: str, key: UUID) -> bool:
    """Whether we made this stamp for this form, however long ago."""
    try:
        return signer.unsign(stamp) == key.hex
    except signing.BadSignature:
        return False


def find_suspicions(clues: Clues, *, key: UUID, email: str, text: str) -> list[str]:
    """Return a sentence for each thing that makes an inquiry look like spam; counts it toward the limits."""
    counted = (
        (not _allow(BY_MAILBOX, fold_mailbox(email)), "Many inquiries from this mailbox in a day."),
        (not _allow(BY_NETWORK, clues.client_network), "Many inquiries from one place in a day."),
    )
    return _list_signs(clues, key, text) + [sentence for is_sign, sentence in counted if is_sign]


def will_be_suspected(clues: Clues, *, key: UUID, email: str, text: str) -> bool:
    """Return whether an inquiry looks like spam already, before it is counted: then its photos need no work."""
    is_over = (
        not has_room(limit, who)
        for limit, who in ((BY_MAILBOX, fold_mailbox(email)), (BY_NETWORK, clues.client_network))
        if who
    )
    return bool(_list_signs(clues, key, text)) or any(is_over)


def _list_signs(clues: Clues, key: UUID, text: str) -> list[str]:
    signs = (
        (bool(clues.trap), "A field that people do not see was filled in."),
        (not is_stamp_of(clues.stamp, key), "The form was sent without being opened."),
        (_is_too_fast(clues.stamp), f"The form was filled in within {settings.INQUIRY_MIN_SECONDS} seconds."),
        (len(LINK.findall(text)) > MOST_LINKS, "The message has many links."),
    )
    return [sentence for is_sign, sentence in signs if is_sign]


def _allow(limit: str, who: str) -> bool:
    return not who or allow(limit, who)


def _is_too_fast(stamp: str) -> bool:
    """Whether a stamp of ours is younger than a person needs. One of the future says only that our clock was wrong."""
    return _is_younger(stamp, settings.INQUIRY_MIN_SECONDS) and not _is_younger(stamp, 0)


def _is_younger(stamp: str, seconds: int) -> bool:
    try:
        signer.unsign(stamp, max_age=seconds)
    except signing.BadSignature:  # older, or not ours
        return False
    return True
