"""The secret address of the client's own page.

The database has only a hash of the token, and stored emails only a placeholder. The token is derived from the site's
secret key, so nobody can open these pages with a stolen copy of the database.
"""

import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from studio.models import Inquiry

OWN_PAGE = "https://own-page.invalid/"
"""The placeholder for the link in a stored email."""
TOKEN_LENGTH = 40
"""Hexadecimal digits, so 160 bits."""


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
