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


def make_token(reference: str) -> str:
    """Return the token of the inquiry with this reference."""
    return salted_hmac("studio.own_page", reference, algorithm="sha256").hexdigest()[:TOKEN_LENGTH]


def hash_token(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_own_page(inquiry: Inquiry) -> str:
    """Return the full address of the client's own page."""
    return settings.SITE_URL + reverse("studio:own-page", args=[make_token(inquiry.reference)])
