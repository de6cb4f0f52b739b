"""The secret links of a photo day: the one to sign up, which the contact shares, and each person's own.

They are made as the address of a client's own page is, so a copy of the database opens none of them.
"""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from studio.inquiries.own_page import find_token, hash_token, make_token
from studio.models import PhotoDay, SignUp


def hash_link(link_key: UUID) -> str:
    """Return the hash of the token that this key leads to."""
    return hash_token(make_token(str(link_key)))


def find_sign_up_page(photo_day: PhotoDay) -> str:
    """Return the full address that the contact shares."""
    return settings.SITE_URL + reverse("studio:photo-day", args=[find_link_token(photo_day)])


def find_own_time(sign_up: SignUp) -> str:
    """Return the full address of one person's own page."""
    return settings.SITE_URL + reverse("studio:photo-day-own", args=[find_link_token(sign_up)])


def find_link_token(owner: PhotoDay | SignUp) -> str:
    return find_token(str(owner.link_key), owner.token_hash)
