"""The client's own page: an address that nobody can guess.

The database holds only a hash of the token, and mails in the outbox only a mark in its place. Whoever reads a stolen
copy of the database can open nobody's page: the token follows from the site's secret key.
"""

import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from studio.models import Inquiry

OWN_PAGE = "https://own-page.invalid/"
"""What stands in a stored mail where the link is to stand."""
TOKEN_LENGTH = 40
"""Hexadecimal digits: 160 bits."""


def make_token(reference: str, key: str = "") -> str:
    """Return the token of the inquiry with this reference, from the site's secret key or from one of before."""
    secret = key or settings.SECRET_KEY
    return salted_hmac("studio.own_page", reference, secret, algorithm="sha256").hexdigest()[:TOKEN_LENGTH]


def hash_token(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_own_page(inquiry: Inquiry) -> str:
    """Return the full address of the client's own page, which stays the same when the secret key is changed."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    tokens = [make_token(inquiry.reference, key) for key in keys]
    token = next((token for token in tokens if hash_token(token) == inquiry.token_hash), tokens[0])
    return settings.SITE_URL + reverse("studio:own-page", args=[token])
