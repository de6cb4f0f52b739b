"""The address where a staff member sets a new password.

The outbox holds only a placeholder for it, as for a client's own page (see `studio.inquiries.own_page`). The link is
made when the email is sent, so it is valid for PASSWORD_RESET_TIMEOUT from then, even after an outage of the mail
server.
"""

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

PASSWORD_PAGE = "https://password-page.invalid/"  # noqa: S105  an address
"""The placeholder for the link in a stored email."""


def find_password_page(account: User) -> str:
    """Return the full address, with a token that works once."""
    arguments = [urlsafe_base64_encode(force_bytes(account.pk)), default_token_generator.make_token(account)]
    return settings.SITE_URL + reverse("password_reset_confirm", args=arguments)
