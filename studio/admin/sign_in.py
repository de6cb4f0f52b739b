"""The sign-in form, with locks against guessing."""

from datetime import datetime
from typing import Any, NoReturn

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from studio.accounts.locks import LockedError, begin_attempt, record_new_lock, uncount_attempt
from studio.models.accounts import Event
from studio.times import write_clock

MINUTE = 60  # seconds


class SignInForm(AdminAuthenticationForm):
    """Django's form. While a lock is active, the password isn't checked, so that guessing reveals nothing."""

    request: HttpRequest
    locked_until: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Check name and password, and count failures."""
        name = self.cleaned_data.get("username") or ""
        if not (name and self.cleaned_data.get("password")):
            return super().clean()
        account = find_account(name)
        try:
            attempt = begin_attempt(Event.WRONG_PASSWORD, self.request, name, account)
        except LockedError as lock:
            self._refuse(lock.until)
        try:
            cleaned = super().clean()
        except forms.ValidationError as error:
            if error.code != "invalid_login":
                uncount_attempt(attempt)
            elif until := record_new_lock(self.request, name, account):
                self._refuse(until)
            raise
        uncount_attempt(attempt)
        return cleaned

    def confirm_login_allowed(self, user: AbstractUser) -> None:
        """Say why an account that isn't staff cannot sign in."""
        if not user.is_staff:
            raise forms.ValidationError(
                "Your account cannot open the staff site. Ask a manager to give you a role.", code="no_desk"
            )

    def _refuse(self, until: datetime) -> NoReturn:
        self.locked_until = until
        raise forms.ValidationError(describe_lock(until), code="locked")


def find_account(name: str) -> Any:  # noqa: ANN401  # the project's user model
    """Return the account of this name, or None."""
    from django.contrib.auth.models import User  # noqa: PLC0415  the staff site is imported before the models are ready

    return User.objects.filter(username=name).first()


def describe_lock(until: datetime) -> str:
    """Return the message for a person who is locked out."""
    wait = -(-count_seconds(until) // MINUTE)
    return (
        f"Too many attempts to sign in. Try again in {wait} {'minute' if wait == 1 else 'minutes'}, at"
        f" {write_clock(until)} New York time. Or set a new password with the link below: that lets you in"
        " right away. A manager can let you in too."
    )


def count_seconds(until: datetime) -> int:
    """Return the seconds left, at least one."""
    return max(1, round((until - timezone.now()).total_seconds()))


def mark_locked(response: HttpResponse, until: datetime | None) -> HttpResponse:
    """Set status and Retry-After of the response when the person is locked out."""
    if until:
        response.status_code = 429
        response["Retry-After"] = str(count_seconds(until))
    return response
