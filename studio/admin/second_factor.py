"""The second factor: a code from an app on a phone, a passkey, or a recovery code."""

import time
from binascii import unhexlify
from datetime import datetime
from textwrap import wrap
from typing import Any, cast

import django_otp
import segno
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from headshot_advisor.middleware import PASSKEY_PERMISSIONS
from studio.accounts.emails import email_owner
from studio.accounts.journal import record
from studio.accounts.locks import LockedError, begin_attempt, find_lock, record_new_lock, uncount_attempt
from studio.accounts.passkeys import configure_script, describe_obstacle, list_passkeys
from studio.accounts.recovery_codes import count_codes, renew_codes, use_code
from studio.admin.sign_in import describe_lock, mark_locked
from studio.models.accounts import Event

KEY_GROUP = 4
"""Characters in each group of the key, for people who type it."""
NEW_KEY = "new_factor_key"
"""The session key for the secret of an app that is being set up. It is stored with the account only after one of its
codes was typed, so a secret that was shown but not confirmed is useless."""
MAY_REPLACE = "may_replace_app_since"
PASSWORD_LASTS = 600  # seconds between the password and a new app or passkey
DIGITS = 6


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "autofocus": True}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.device: Device | None = None

    def clean_code(self) -> str:
        """Refuse a code that is wrong, used or expired."""
        typed = "".join(self.cleaned_data["code"].split())
        self.device = check_code(self.account, typed) if is_six_digits(typed) else use_code(self.account, typed)
        if self.device is None:
            raise forms.ValidationError(
                "This code does not work. Wait for the app to show the next one. A recovery code works only once."
            )
        return typed


class SetupForm(forms.Form):
    """The first code of a new app."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.totp = TOTP(unhexlify(key))

    def clean_code(self) -> str:
        """Refuse anything but the app's current code, or the one before or after."""
        typed = "".join(self.cleaned_data["code"].split())
        self.totp.time = time.time()
        if not (is_six_digits(typed) and self.totp.verify(int(typed), tolerance=1)):
            raise forms.ValidationError("This is not the code of this key. Wait for the app to show the next one.")
        return typed


def is_six_digits(typed: str) -> bool:
    """Return whether this looks like a code of an app."""
    return typed.isascii() and typed.isdecimal() and len(typed) == DIGITS


def find_app(account: User) -> TOTPDevice | None:
    """Return the confirmed app of this account, or None."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).order_by("pk").first()


def list_factors(account: User) -> list[Device]:
    """Return the app and the passkeys of this person. Recovery codes alone do not count as a second factor."""
    app = find_app(account)
    return [*([app] if app else []), *list_passkeys(account)]


def has_factor(account: User) -> bool:
    """Whether this person has set up an app or a passkey."""
    return bool(list_factors(account))


def check_code(account: User, code: str) -> Device | None:
    """Use up a code of the app; None when it is wrong."""
    app = find_app(account)
    # verify_token locks the device's row: of two requests with the same code, the second finds it used.
    return django_otp.verify_token(account, app.persistent_id, code) if app else None


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether this person has given only a password where a second factor is needed too."""
    if is_verified(request):
        return False
    if settings.REQUIRE_SECOND_FACTOR:
        return True
    if not hasattr(request, "has_factor"):  # Django asks several times for one page
        request.has_factor = has_factor(cast(User, request.user))  # type: ignore[attr-defined]
    return bool(request.has_factor)  # type: ignore[attr-defined]


def is_verified(request: HttpRequest) -> bool:
    """Whether a second factor was given in this session; never in the request that checks the password."""
    return bool(getattr(request.user, "is_verified", lambda: False)())


def find_next(request: HttpRequest) -> str:
    """Return the page that the person wanted, if it is ours; else the home page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("admin:index")


def ask_for_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code after the password; the first time, show how to set up the app."""
    user = request.user
    if not isinstance(user, User):
        return redirect("admin:login")
    if not (user.is_active and user.is_staff):
        raise PermissionDenied
    if not lacks_second_factor(request):
        return redirect(find_next(request))
    if not has_factor(user):
        return set_up(request, user)
    form, locked_until = try_code(request, user)
    if form.is_bound and not locked_until and form.is_valid():
        return complete_sign_in(request, user, cast(Device, form.device))
    context = {
        "form": form,
        "has_app": find_app(user) is not None,
        "has_passkeys": bool(list_passkeys(user)),
        "obstacle": describe_obstacle(request),
        "script": configure_script(
            request, "Authentication", begin="admin:passkey-ask", complete="admin:passkey-check"
        ),
        "locked": describe_lock(locked_until) if locked_until else "",
    }
    page = allow_passkeys(show(request, "admin/second_factor.html", "Second factor", context))
    return mark_locked(page, locked_until)


def allow_passkeys(response: HttpResponse) -> HttpResponse:
    """Let the browser use passkeys on this page; on all others it may not."""
    response["Permissions-Policy"] = PASSKEY_PERMISSIONS
    return response


def try_code(request: HttpRequest, user: User) -> tuple[CodeForm, datetime | None]:
    """Return the form, checked if a code was typed, and until when the account is locked from here."""
    initial = {"next": find_next(request)}
    if request.method != "POST" or not request.POST.get("code", "").strip():
        until = find_lock(request, user.get_username(), timezone.now())
        return CodeForm(request.POST if request.method == "POST" else None, account=user, initial=initial), until
    form = CodeForm(request.POST, account=user, initial=initial)
    return form, check_secret(form, Event.WRONG_CODE, request, user)


def check_secret(form: forms.Form, wrong: Event, request: HttpRequest, user: User) -> datetime | None:
    """Check a typed code or password, and count a wrong one; return until when the account is locked from here."""
    try:
        attempt = begin_attempt(wrong, request, user.get_username(), user)
    except LockedError as lock:
        return lock.until
    if form.is_valid():
        uncount_attempt(attempt)
        return None
    return record_new_lock(request, user.get_username(), user)


def complete_sign_in(request: HttpRequest, user: User, device: Device) -> HttpResponse:
    """Complete the sign-in after a right second factor, and go to the page that the person wanted."""
    django_otp.login(request, device)
    record(Event.SIGNED_IN, request=request, account=user)
    if not isinstance(device, StaticDevice):
        return redirect(find_next(request))
    left = count_codes(user)
    record(Event.CODE_USED, request=request, account=user, note=f"{left} left.")
    email_owner(user, f"A recovery code was used to sign in. {left} are left.")
    messages.warning(
        request,
        f"You signed in with a recovery code. {left} are left. If your phone is lost, set up a new one"
        " under “Your sign-in”.",
    )
    return redirect(find_next(request))


def set_up(request: HttpRequest, user: User, *, replaces: bool = False) -> HttpResponse:
    """Show the key of a new app until one of its codes is typed; then show the recovery codes, once."""
    key = request.session.setdefault(NEW_KEY, default_key())
    form = SetupForm(request.POST if "code" in request.POST else None, key=key, initial={"next": find_next(request)})
    if form.is_valid():
        device, codes = store_app(user, key, form.totp, replaces=replaces)
        if device is None:
            messages.error(request, "A second factor was set up for this account meanwhile. Use it to sign in.")
            return redirect("admin:second-factor")
        was_in = is_verified(request) or not settings.REQUIRE_SECOND_FACTOR
        for mark in (NEW_KEY, MAY_REPLACE):
            request.session.pop(mark, None)
        django_otp.login(request, device)
        record(Event.FACTOR_ADDED, request=request, account=user)
        if not was_in:
            record(Event.SIGNED_IN, request=request, account=user)
        email_owner(user, "A second factor was set up: an app on a phone, with ten new recovery codes.")
        return show_codes(request, codes, find_next(request))
    context = {"form": form, "offers_passkey": not (replaces or describe_obstacle(request)), **draw_key(user, key)}
    return show(request, "admin/second_factor_setup.html", "Set up your second factor", context)


@transaction.atomic
def store_app(user: User, key: str, totp: TOTP, *, replaces: bool) -> tuple[TOTPDevice | None, list[str]]:
    """Store a confirmed app with new recovery codes; None when another request was faster."""
    User.objects.select_for_update().get(pk=user.pk)
    if has_factor(user) and not replaces:
        return None, []
    TOTPDevice.objects.filter(user=user).delete()
    device = TOTPDevice.objects.create(user=user, name="App", key=key, confirmed=True, last_t=totp.t())
    return device, renew_codes(user)


def has_typed_password(request: HttpRequest) -> bool:
    """Whether the password was typed once more a short while ago."""
    return time.time() - float(request.session.get(MAY_REPLACE, 0)) <= PASSWORD_LASTS


def forget_factor(user: User) -> None:
    """Delete a person's app, passkeys and recovery codes."""
    for device in django_otp.devices_for_user(user, confirmed=None):
        device.delete()


def show_new_codes(request: HttpRequest, user: User, next_page: str) -> HttpResponse:
    """Make recovery codes and show them."""
    codes = renew_codes(user)
    record(Event.CODES_RENEWED, request=request, account=user)
    email_owner(user, "Ten new recovery codes were made. The old ones no longer work.")
    return show_codes(request, codes, next_page)


def show_codes(request: HttpRequest, codes: list[str], next_page: str) -> HttpResponse:
    """Show new recovery codes. They are never shown again."""
    return show(request, "admin/recovery_codes.html", "Your recovery codes", {"codes": codes, "next_page": next_page})


def draw_key(user: User, key: str) -> dict[str, str]:
    """Return the QR code to scan and the key to type."""
    address = TOTPDevice(user=user, key=key).config_url
    picture = segno.make(address, error="m").svg_inline(scale=5, title="The key as a picture to scan")
    letters = address.split("secret=")[1].split("&")[0]
    return {"picture": mark_safe(picture), "key": " ".join(wrap(letters, KEY_GROUP))}  # noqa: S308  our own drawing


def show(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    """Return a page in the layout of the staff site."""
    return render(request, template, admin.site.each_context(request) | {"title": title} | context)
