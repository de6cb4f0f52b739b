"""The emails to the people of a photo day.

As in `studio.mail.compose`, they never contain what the person typed: the address may be a stranger's.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from studio.links import OWN_PAGE
from studio.mail.compose import draft_text
from studio.mail.outbox import post_mail
from studio.models import TAKES_PLACE, Mail, MailKind, PhotoDay, SignUp, StudioFacts
from studio.times import write_moment

SUBJECTS = {
    MailKind.SIGN_UP: "Please confirm your time: {time}",
    MailKind.DAY_TIME: "Your time for the photo: {time}",
    MailKind.DAY_OFF: "Your time for the photo is canceled: {time}",
    MailKind.DAY_NEAR: "Your photo is taken on {time}",
}
AHEAD = timedelta(days=1)


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
    """Tell somebody that they have lost their time; None without an address. The sign-up can be deleted."""
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
    subject = SUBJECTS[kind].format(time=write_moment(sign_up.starts_at))
    return subject, render_to_string(f"mail/{kind}.txt", _gather_context(sign_up, sign_up.photo_day) | about)


def _gather_context(sign_up: SignUp, photo_day: PhotoDay) -> dict[str, Any]:
    return {
        "sign_up": sign_up,
        "photo_day": photo_day,
        "own_page": OWN_PAGE,
        "facts": SimpleLazyObject(StudioFacts.objects.first),
    }


def remind_of_photo_days(now: datetime) -> int:
    """Email everybody whose time is within a day; return how many. Any number of workers may do this at once.

    Anyone who was emailed about it within that day gets no reminder.
    """
    if not settings.REMINDER_HOURS:
        return 0
    told_since = Mail.objects.filter(sign_up=OuterRef("pk"), created_at__gt=OuterRef("starts_at") - AHEAD)
    near = SignUp.objects.filter(
        starts_at__gt=now, starts_at__lte=now + AHEAD, reminded_at=None, confirmed_at__isnull=False,
        photo_day__called_off_at=None, photo_day__inquiry__status__in=TAKES_PLACE, photo_day__inquiry__erase_at=None,
    )  # fmt: skip
    unreminded = near.exclude(email="").exclude(Exists(told_since)).select_related("photo_day__inquiry")
    return sum(_remind(sign_up, now) for sign_up in unreminded)


@transaction.atomic
def _remind(sign_up: SignUp, now: datetime) -> bool:
    """Email one person, unless another worker has, or the time was changed or canceled just now."""
    same = SignUp.objects.filter(pk=sign_up.pk, starts_at=sign_up.starts_at, reminded_at=None)
    if not same.update(reminded_at=now):
        return False
    post_reminder(sign_up)
    return True
