"""Detect spam without a captcha. Suspected inquiries are kept, staff decide, and an email a day reminds them."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse

from headshot_advisor.rate_limit import allow, has_room
from studio.inquiries.search import fold_mailbox
from studio.mail.compose import draft_text
from studio.mail.outbox import post_mail
from studio.models import Inquiry, Mail, MailKind, Status

BY_MAILBOX, BY_NETWORK = "inquiries from a mailbox", "inquiries from a network"
# An actor may link to IMDb, Backstage, Actors Access, Instagram, LinkedIn and a page of their own. Advertising has more
# links, or writes them as code.
MOST_LINKS = 6
# As one pattern, so that “https://www.” counts once.
LINK = re.compile(r"https?://(?:www\.)?|\bwww\.", re.IGNORECASE)
CODE = re.compile(r"\[(url|link)\b|<a\s", re.IGNORECASE)

signer = signing.TimestampSigner(salt="studio.suspecting")
LEAST_PAUSE = timedelta(hours=20)
"""Between two daily emails: the daily run is not always at the same minute, and may be repeated by hand."""


@dataclass(frozen=True, kw_only=True)
class Clues:
    """Signs of spam: the content of the hidden field, the stamp, and the client's network."""

    trap: str = ""
    stamp: str = ""
    client_network: str = ""


def stamp_form(key: UUID) -> str:
    """Return a signed timestamp for a form that is opened now; it is valid for this form only."""
    return signer.sign(key.hex)


def is_stamp_of(stamp: str, key: UUID) -> bool:
    """Return whether this stamp belongs to this form, however old it is."""
    try:
        return signer.unsign(stamp) == key.hex
    except signing.BadSignature:
        return False


def find_suspicions(clues: Clues, *, key: UUID, email: str, text: str) -> list[str]:
    """Return a sentence for each sign of spam; counts the inquiry toward the limits."""
    counted = (
        (not _allow(BY_MAILBOX, fold_mailbox(email)), "Many inquiries from this email address in a day."),
        (not _allow(BY_NETWORK, clues.client_network), "Many inquiries from one network in a day."),
    )
    return _list_signs(clues, key, text) + [sentence for is_sign, sentence in counted if is_sign]


def looks_like_spam(clues: Clues, *, key: UUID, email: str, text: str) -> bool:
    """Return whether an inquiry looks like spam, without counting it."""
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
        (bool(CODE.search(text)), "The message has links in the code of a web page or forum."),
    )
    return [sentence for is_sign, sentence in signs if is_sign]


def _allow(limit: str, who: str) -> bool:
    return not who or allow(limit, who)


def _is_too_fast(stamp: str) -> bool:
    """Return whether the form came back faster than a person can type. A stamp from the future means a wrong clock."""
    return _is_younger(stamp, settings.INQUIRY_MIN_SECONDS) and not _is_younger(stamp, 0)


def _is_younger(stamp: str, seconds: int) -> bool:
    try:
        signer.unsign(stamp, max_age=seconds)
    except signing.BadSignature:  # too old, or forged
        return False
    return True


def post_spam_digest(now: datetime) -> Mail | None:
    """Email the studio what was held since the last digest; None when nothing was, or when one was just written.

    It names no person: the row of an email about many people would not be erased with any of them.
    """
    last = Mail.objects.filter(kind=MailKind.DIGEST).order_by("created_at").last()
    if last and last.created_at > now - LEAST_PAUSE:
        return None
    held = Inquiry.objects.filter(status=Status.SUSPECTED, merged_into=None, erase_at=None)
    fresh = held.filter(created_at__gt=last.created_at) if last else held
    if not fresh.exists():
        return None
    count = held.count()
    subject = f"Please check {count} held {'inquiry' if count == 1 else 'inquiries'}"
    admin_page = settings.SITE_URL + reverse("admin:studio_inquiry_changelist")
    inquiries = held.defer("advice", "message", "consent_wording").order_by("-created_at")
    text = render_to_string("mail/digest.txt", {"inquiries": inquiries, "admin_page": admin_page})
    to = settings.STUDIO_EMAIL
    return post_mail(None, draft_text(subject, text), kind=MailKind.DIGEST, to=to, reply_to=to)
