"""Which passkeys an account has, where they work, and what a page tells the browser about them."""

from contextlib import suppress
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django_otp_webauthn.models import WebAuthnCredential


def list_passkeys(account: User) -> list[WebAuthnCredential]:
    """Return the passkeys of this person, the oldest first."""
    return list(WebAuthnCredential.objects.filter(user=account, confirmed=True).order_by("pk"))


def describe_obstacle(request: HttpRequest) -> str:
    """Return why no passkey works at this address; "" where they do. Browsers tie each to the name of a site."""
    with suppress(ValueError):
        ip_address(settings.OTP_WEBAUTHN_RP_ID)
        return "Passkeys need a site with a name. Set SITE_URL, for example to http://localhost:8000."
    if f"{request.scheme}://{request.get_host()}" not in settings.OTP_WEBAUTHN_ALLOWED_ORIGINS:
        return f"Passkeys work only at {settings.SITE_URL}."
    return ""


def configure_script(request: HttpRequest, ceremony: str, *, begin: str, complete: str) -> dict[str, Any]:
    """Return what a script of django-otp-webauthn reads from its page: two of our addresses, and the form's token."""
    return {
        f"begin{ceremony}Url": reverse(begin),
        f"complete{ceremony}Url": reverse(complete),
        "csrfToken": get_token(request),
        "nextFieldSelector": "input[name='next']",
    }
