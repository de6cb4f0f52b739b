"""PP"""

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

PASSWORD_PAGE = "https://password-page.invalid/"  # noqa: S105  an address
"""What is in a stored mail where the link is to be."""


def find_password_page(account: User) -> str:
    """Return the full address, with a token that works once."""
    arguments = [urlsafe_base64_encode(force_bytes(account.pk)), default_token_generator.make_token(account)]
    return settings.SITE_URL + reverse("password_reset_confirm", args=arguments)
