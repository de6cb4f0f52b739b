"""The emails to the people of a photo day.

As in `studio.mail.compose`, none contains what the person typed: the address may be a stranger's.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.functional import SimpleLazyObject

from studio.inquiries.own_page import OWN_PAGE
from studio.mail.compose import draft_text
from studio.mail.outbox import post_mail
from studio.models import Mail, MailKind, PhotoDay, SignUp, StudioFacts

SUBJECTS = {
    MailKind.SIGN_UP: "Please confirm your time: {time}",
    MailKind.DAY_TIME: "Your time for the photo: {time}",
    MailKind.DAY_OFF: "Your time for the photo is canceled: {time}",
    MailKind.DAY_NEAR: "Your photo is taken on {time}",
}


def post_hold(sign_up: SignUp) -> Mail:
    """Ask for a click that confirms the address."""
    return _post(sign_up, MailKind.SIGN_UP)


def post_time(sign_up: SignUp, *, moved_from: datetime | None = None) -> Mail | None:
    """Tell somebody which time the studio gave them; None without an address."""
    return _post(sign_up, MailKind.DAY_TIME, moved_from=moved_from) if sign_up.email else None


def post_reminder(sign_up: SignUp) -> Mail:
    return _post(sign_up, MailKind.DAY_NEAR)


def post_called_off(sign_up: SignUp) -> Mail | None:
    """Tell somebody that the whole day is called off; None without an address."""
    return _post(sign_up, MailKind.DAY_OFF, is_whole_day=True) if sign_up.email else None


def post_removed(sign_up: SignUp) -> Mail | None:
    """Tell somebody that they have lost their time; None without an address. It outlives the sign-up."""
    if not sign_up.email:
        return None
    draft = draft_text(*_write(sign_up, MailKind.DAY_OFF))
    inquiry, studio = sign_up.photo_day.inquiry, settings.STUDIO_EMAIL
    return post_mail(inquiry, draft, kind=MailKind.DAY_OFF, to=sign_up.email, reply_to=studio)


def _post(sign_up: SignUp, kind: MailKind, **about: object) -> Mail:
    draft = draft_text(*_write(sign_up, kind, **about))
    return post_mail(sign_up, draft, kind=kind, to=sign_up.email, reply_to=settings.STUDIO_EMAIL)


def _write(sign_up: SignUp, kind: MailKind, **about: object) -> tuple[str, str]:
    """Return subject and text."""
    subject = SUBJECTS[kind].format(time=date_format(timezone.localtime(sign_up.starts_at), "D, M j, g:i A"))
    return subject, render_to_string(f"mail/{kind}.txt", _gather_context(sign_up, sign_up.photo_day) | about)


def _gather_context(sign_up: SignUp, photo_day: PhotoDay) -> dict[str, Any]:
    return {
        "sign_up": sign_up,
        "photo_day": photo_day,
        "own_page": OWN_PAGE,
        "facts": SimpleLazyObject(StudioFacts.objects.first),
    }
