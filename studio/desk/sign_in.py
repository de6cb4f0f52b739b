"""Name and password: what is counted, what locks, and what the person is told."""

import logging
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from studio.journal import record
from studio.models.journal import Event
from studio.sign_in_locks import find_lock

logger = logging.getLogger(__name__)

MINUTE = 60  # seconds


class SignInForm(AdminAuthenticationForm):
    """Django's form. While a lock holds, the password is not even tried, so that guessing learns nothing."""

    request: HttpRequest
    locked_until: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Check name and password; count a wrong one."""
        name = self.cleaned_data.get("username") or ""
        self._refuse_locked(name)
        try:
            return super().clean()
        except forms.ValidationError as error:
            if error.code == "invalid_login":
                record(Event.WRONG_PASSWORD, request=self.request, name=name, account=find_account(name))
                self._refuse_locked(name, is_new=True)
            raise

    def confirm_login_allowed(self, user: AbstractUser) -> None:
        """Tell somebody with the right password why the desk stays closed to them."""
        if not user.is_staff:
            raise forms.ValidationError(
                "Your account may not open the desk. Ask a manager to give you a role.", code="no_desk"
            )

    def _refuse_locked(self, name: str, *, is_new: bool = False) -> None:
        self.locked_until = find_lock(self.request, name, timezone.now())
        if self.locked_until is None:
            return
        if is_new:
            logger.warning("Too many wrong passwords: signing in is locked for a while.")
            record(Event.LOCKED, request=self.request, name=name, account=find_account(name))
        raise forms.ValidationError(describe_lock(self.locked_until), code="locked")


def find_account(name: str) -> Any:  # noqa: ANN401  # the project's user model
    """Return the account of this name, or None."""
    from django.contrib.auth.models import User  # noqa: PLC0415  the desk is imported before the models are ready

    return User.objects.filter(username=name).first()


def describe_lock(until: datetime) -> str:
    """Return what a person who is locked out can do."""
    wait = -(-count_seconds(until) // MINUTE)
    clock = timezone.localtime(until)
    return (
        f"Too many attempts to sign in. Try again in {wait} {'minute' if wait == 1 else 'minutes'}, at"
        f" {clock:%I:%M %p} New York time. Or set a new password with the link below: that lets you in"
        " right away. A manager can let you in too."
    )


def count_seconds(until: datetime) -> int:
    """Return how many seconds are left, at least one."""
    return max(1, round((until - timezone.now()).total_seconds()))


def mark_locked(response: HttpResponse, until: datetime | None) -> HttpResponse:
    """Give the answer to somebody who is locked out its status, and say when to come back."""
    if until:
        response.status_code = 429
        response["Retry-After"] = str(count_seconds(until))
    return response
