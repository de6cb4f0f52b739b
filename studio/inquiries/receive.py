"""Receive an inquiry: store it once, with its advice, its photos and its emails."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, repeat
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from decision.core.advice import Advice, advise
from decision.core.answers import Answers
from decision.core.as_json import document_advice
from decision.core.framework import Framework, load_framework
from decision.core.team_groups import Group
from studio.catalog.packages import list_offers
from studio.inquiries.search import fold_mailbox, fold_phone, write_search_text
from studio.inquiries.spam import Clues, find_suspicions
from studio.links import hash_token, make_token
from studio.mail.compose import post_received_mails
from studio.models import Inquiry, Package, Status
from studio.photos.store import PreparedPhoto, delete_files_on_failure, store_photos

# Letters and digits that are hard to confuse when read aloud or written by hand.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 6
MAX_DATES = 3
UUID_BITS = 128
# Bits of the number of a PostgreSQL advisory lock, without its sign.
LOCK_BITS = 63
MAX_SUSPICION_LENGTH = 200
MAX_SOURCE_LENGTH = 80


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What a person sends. `idempotency_key` is made when the form is opened; `dates` are in order of preference."""

    idempotency_key: UUID
    name: str
    email: str
    consent_wording: str
    phone: str = ""
    package: Package | None = None
    people: int = 1
    groups: tuple[Group, ...] = ()
    dates: tuple[date, ...] = ()
    message: str = ""
    answers: Answers = field(default_factory=Answers)
    framework: Framework = field(default_factory=load_framework)
    source: str = ""
    entered_by: User | None = None
    photos: tuple[PreparedPhoto, ...] = ()
    photo_hashes: tuple[str, ...] = ()
    """SHA-256 of each photo as it was sent, also of those that were not prepared."""
    clues: Clues | None = None
    """Signs of spam; None where staff entered the inquiry."""


def receive_inquiry(submission: Submission, *, at: datetime | None = None) -> tuple[Inquiry, bool]:
    """Store a submission with its emails; return the inquiry and whether it is new.

    The same content with the same key is the same inquiry, however often it is sent. Other content with a known key is
    stored as a possible duplicate. Inquiry and emails are stored together or not at all.

    Raises:
        ValidationError: a field is invalid; the form refuses those before.
        OperationalError: the database is locked, full or unavailable. Nothing was stored.
        StoreError: the photos could not be stored. Nothing was stored.
    """
    inquiry = _build_inquiry(submission, at or timezone.now())
    same_key = Inquiry.objects.filter(idempotency_key=inquiry.idempotency_key).order_by("pk")
    same = same_key.filter(content_hash=inquiry.content_hash)
    try:
        with delete_files_on_failure() as files, transaction.atomic():
            _wait_for_same_key(inquiry.idempotency_key)
            if found := same.first():
                return found, False
            inquiry.possible_duplicate_of = same_key.first()
            inquiry.reference = draw_reference()
            inquiry.token_hash = hash_token(make_token(inquiry.reference))
            _flag_as_spam(inquiry, submission.clues)
            photos = () if inquiry.status == Status.SUSPECTED else submission.photos
            inquiry.photos_left_out = len(submission.photo_hashes or submission.photos) - len(photos)
            # Unique constraints are left to the database: checking them here would be a race.
            inquiry.full_clean(validate_unique=False, validate_constraints=False)
            inquiry.save(force_insert=True)
            write_search_text(inquiry, is_new=True)
            store_photos(inquiry, photos, files)
            post_received_mails(inquiry)
    except IntegrityError:
        if found := same.first():  # a second request with the same content was faster
            return found, False
        raise
    return inquiry, True


def draw_reference() -> str:
    """Return an unused reference such as HA-7K3M9Q: short enough for the phone, and hard to guess."""
    while Inquiry.objects.filter(reference=(drawn := _draw())).exists():
        pass
    return drawn


def _draw() -> str:
    return "HA-" + "".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH))


def _wait_for_same_key(key: UUID) -> None:
    """Serialize requests with the same key, so that the second one sees the first.

    SQLite does that anyway, because its transactions take the write lock at once.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key.int >> (UUID_BITS - LOCK_BITS)])


def _flag_as_spam(inquiry: Inquiry, clues: Clues | None) -> None:
    """Mark an inquiry that looks like spam. It is stored, but without its photos."""
    if clues is None:
        return
    found = find_suspicions(clues, key=inquiry.idempotency_key, email=inquiry.email, text=inquiry.message)
    if found:
        inquiry.status, inquiry.suspicion = Status.SUSPECTED, " ".join(found)[:MAX_SUSPICION_LENGTH]


def hash_content(submission: Submission) -> str:
    """Return the SHA-256 of the content, in hexadecimal.

    The framework isn't part of it: a form that is sent again after a newer version was published is the same inquiry,
    and keeps its first advice.
    """
    content = {
        "name": submission.name,
        "email": submission.email,
        "phone": submission.phone,
        "package": submission.package.slug if submission.package else None,
        "people": submission.people,
        "groups": _record_groups(submission),
        "dates": [day.isoformat() for day in submission.dates],
        "message": submission.message,
        "consent": submission.consent_wording,
        "answers": submission.answers.as_dict(),
        "photos": list(submission.photo_hashes),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _build_inquiry(submission: Submission, at: datetime) -> Inquiry:
    return Inquiry(
        created_at=at,
        consented_at=at,
        idempotency_key=submission.idempotency_key,
        content_hash=hash_content(submission),
        name=submission.name,
        email=submission.email,
        phone=submission.phone,
        email_key=fold_mailbox(submission.email),
        phone_key=fold_phone(submission.phone),
        people=submission.people,
        groups=_record_groups(submission),
        message=submission.message,
        consent_wording=submission.consent_wording,
        source=submission.source,
        entered_by=submission.entered_by,
        **_record_dates(submission.dates),
        **_record_package(submission.package),
        **_record_advice(advise(submission.framework, submission.answers, list_offers())),
    )


def _record_groups(submission: Submission) -> list[dict[str, Any]]:
    return [{"people": group.people, "also": list(group.also)} for group in submission.groups]


def _record_dates(dates: tuple[date, ...]) -> dict[str, date | None]:
    first, second, third = list(chain(dates, repeat(None, MAX_DATES)))[:MAX_DATES]
    return {"first_date": first, "second_date": second, "third_date": third}


def _record_package(package: Package | None) -> dict[str, Any]:
    if package is None:
        return {}
    return {
        "package": package,
        "package_name": package.name,
        "package_price": package.price,
        "package_price_is_from": package.price_is_from,
    }


def _record_advice(advice: Advice) -> dict[str, Any]:
    """Return the columns of the advice. An open verdict is stored as open."""
    return {
        "answers": advice.answers.as_dict(),
        "main_use": advice.deciding_use or next(iter(advice.answers.uses), ""),
        "verdict": advice.verdict or "",
        "stakes": advice.stakes,
        "plan": advice.plan or "",
        "framework_version": advice.framework.version,
        "framework_sha256": advice.framework.sha256,
        "advice": document_advice(advice),
    }


def find_source(request: HttpRequest) -> str:
    """Return the path of our page, or the host of another site, that linked to this one; "" when unknown.

    The query string is left out: on our pages it has the person's answers, and on others it does not concern us.
    """
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # an invalid address
        return ""
    return clean_source_text(came_from.path if came_from.netloc == request.get_host() else came_from.netloc)


def clean_source_text(text: str) -> str:
    """Return a source as one line that fits its field."""
    return " ".join(text.split())[:MAX_SOURCE_LENGTH]
