"""The calendar feed of an account: a secret address that lists the sessions, until its owner ends it."""

import secrets

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from studio.inquiries.own_page import TOKEN_LENGTH, hash_token
from studio.models import CalendarFeed


@transaction.atomic
def make_feed(account: User) -> str:
    """Make a new address, in place of an earlier one, and return it."""
    token = secrets.token_hex(TOKEN_LENGTH // 2)
    CalendarFeed.objects.filter(account=account).delete()
    CalendarFeed.objects.create(account=account, token_hash=hash_token(token))
    return settings.SITE_URL + reverse("studio:calendar-feed", args=[token])


def end_feed(account: User) -> bool:
    """End the address of an account; False when it has none."""
    return bool(CalendarFeed.objects.filter(account=account).delete()[0])


def is_valid_token(token: str) -> bool:
    """Return whether this is the token of somebody who may see the sessions now."""
    feed = CalendarFeed.objects.select_related("account").filter(token_hash=hash_token(token)).first()
    return feed is not None and feed.account.is_staff and feed.account.has_perm("studio.view_inquiry")
