"""Remind the people of a photo day of their time, a day before."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from studio.models import TAKES_PLACE, Mail, SignUp
from studio.photo_day.mails import post_reminder

AHEAD = timedelta(days=1)


def remind_of_photo_days(now: datetime) -> int:
    """Email everybody whose time is within a day; return how many. Any number of workers may do this at once.

    Who was emailed about it within that day gets no reminder.
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
