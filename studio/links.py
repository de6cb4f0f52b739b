"""Secret links: a client's own page, the pages of a photo day, and the page where staff set a new password.

Stored emails hold a placeholder instead of the link, and rows hold only a hash of its token, which is derived from the
site's secret key. So nobody can open these pages with a stolen copy of the database.
"""

import hashlib
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from studio.models import Inquiry, PhotoDay, SignUp

OWN_PAGE = "https://own-page.invalid/"
"""The placeholder for a client's link, or for that of a person of a photo day."""
TOKEN_LENGTH = 40
"""Hexadecimal digits, so 160 bits."""
PASSWORD_PAGE = "https://password-page.invalid/"  # noqa: S105  an address
"""The placeholder for a staff member's link."""


def make_token(reference: str, key: str = "") -> str:
    """Return the token for a reference, made with the site's secret key or a previous one."""
    secret = key or settings.SECRET_KEY
    return salted_hmac("studio.own_page", reference, secret, algorithm="sha256").hexdigest()[:TOKEN_LENGTH]


def hash_token(token: str) -> str:
    """Return the hash of a token, as the database stores it."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_token(reference: str, token_hash: str) -> str:
    """Return the token that has this hash, also after the secret key has changed."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    tokens = [make_token(reference, key) for key in keys]
    return next((token for token in tokens if hash_token(token) == token_hash), tokens[0])


def find_own_page(inquiry: Inquiry) -> str:
    """Return the full address of the client's own page. It stays the same when the secret key changes."""
    token = find_token(inquiry.reference, inquiry.token_hash)
    return settings.SITE_URL + reverse("studio:own-page", args=[token])


def hash_link(link_key: UUID) -> str:
    """Return the hash of the token of a photo day or a sign-up with this key."""
    return hash_token(make_token(str(link_key)))


def find_sign_up_page(photo_day: PhotoDay) -> str:
    """Return the full address at which people sign up. The contact shares it."""
    return settings.SITE_URL + reverse("studio:photo-day", args=[find_link_token(photo_day)])


def find_own_time(sign_up: SignUp) -> str:
    """Return the full address of the page with one person's time."""
    return settings.SITE_URL + reverse("studio:photo-day-own", args=[find_link_token(sign_up)])


def find_link_token(owner: PhotoDay | SignUp) -> str:
    return find_token(str(owner.link_key), owner.token_hash)


def find_password_page(account: User) -> str:
    """Return the full address where a staff member sets a new password, with a token that works once.

    Call it when the email is sent: the token is valid for PASSWORD_RESET_TIMEOUT from then, even after an outage of
    the mail server.
    """
    arguments = [urlsafe_base64_encode(force_bytes(account.pk)), default_token_generator.make_token(account)]
    return settings.SITE_URL + reverse("password_reset_confirm", args=arguments)
