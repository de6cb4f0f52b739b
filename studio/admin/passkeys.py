"""Passkeys as a second factor. Unlike a code, a passkey cannot be stolen by a fake page.

django-otp-webauthn speaks with the browser. This module decides who may add and use a passkey, and writes the messages.
"""

import json
from typing import Any

import django_otp
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_otp_webauthn.exceptions import CredentialNotFound, CredentialUserMismatch, OTPWebAuthnApiError
from django_otp_webauthn.helpers import WebAuthnHelper
from django_otp_webauthn.models import WebAuthnCredential
from webauthn.helpers.exceptions import WebAuthnException

from studio.accounts.emails import email_owner
from studio.accounts.journal import record
from studio.accounts.locks import LockedError, begin_attempt, record_new_lock, uncount_attempt
from studio.accounts.passkeys import configure_script, describe_obstacle
from studio.accounts.recovery_codes import count_codes
from studio.admin import second_factor
from studio.admin.sign_in import describe_lock, mark_locked
from studio.models.accounts import Event
from studio.typed_text import clean_typed_text

ADDING, CHECKING = "passkey_being_added", "passkey_being_checked"
"""Where the session keeps the challenge that the browser has to sign. It is removed before the answer is
checked, so an answer works only once."""
NEW = "new_passkey"
"""Where the session keeps the key of a passkey that was just added and has no name yet."""
DEFAULT_NAME = "Passkey"
LONGEST_NAME = 64  # characters; django-otp's column

# What the two packages raise for an answer that is broken, forged or meant for another site.
BAD_ANSWER = (
    WebAuthnException,
    OTPWebAuthnApiError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    IntegrityError,
    DataError,
)


class NameForm(forms.Form):
    """What the owner calls a new passkey."""

    name = forms.CharField(
        label="Name",
        max_length=LONGEST_NAME,
        required=False,
        help_text="So that you know it again, for example “Mary's laptop”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clean_typed_text(self.fields["name"])


def find_staff(request: HttpRequest) -> User | None:
    """Return the person who has typed their password and may use the staff site, or None."""
    user = request.user
    return user if isinstance(user, User) and user.is_active and user.is_staff else None


def may_add(request: HttpRequest, user: User) -> bool:
    """Whether this person has just typed their password, or has to set up their first second factor."""
    if second_factor.has_factor(user) and not second_factor.is_verified(request):
        return False
    if settings.REQUIRE_SECOND_FACTOR and not second_factor.has_factor(user):
        return True
    return admin.site.has_permission(request) and second_factor.has_typed_password(request)


def add_passkey(request: HttpRequest) -> HttpResponse:
    """Show the page on which the browser makes a passkey; afterwards, take its name."""
    user = find_staff(request)
    if user is None:
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect("admin:login")
    unnamed = request.session.get(NEW) if admin.site.has_permission(request) else None
    passkey = WebAuthnCredential.objects.filter(user=user, pk=unnamed).first()
    form = NameForm(request.POST or None, initial={"next": second_factor.find_next(request)})
    if passkey and form.is_valid():
        return store_name(request, user, passkey, form.cleaned_data["name"])
    if not (passkey or may_add(request, user)):
        return redirect("admin:sign-in")
    script = configure_script(request, "Registration", begin="admin:passkey-begin", complete="admin:passkey-complete")
    context = {
        "form": form,
        "is_added": bool(passkey),
        "script": script,
        "obstacle": describe_obstacle(request),
        "other_way": reverse("admin:sign-in" if second_factor.has_factor(user) else "admin:second-factor"),
    }
    return second_factor.allow_passkeys(second_factor.show(request, "admin/passkey.html", "Add a passkey", context))


def store_name(request: HttpRequest, user: User, passkey: WebAuthnCredential, name: str) -> HttpResponse:
    """Store the name of a new passkey; with the first factor, show the recovery codes."""
    passkey.name = name or DEFAULT_NAME
    passkey.save(update_fields=["name"])
    del request.session[NEW]
    next_page = second_factor.find_next(request)
    if not count_codes(user):
        return second_factor.show_new_codes(request, user, next_page)
    messages.success(request, f"“{passkey.name}” was added. You can sign in with it from now on.")
    return redirect(next_page)


@require_POST
def begin_passkey(request: HttpRequest) -> JsonResponse:
    """Tell the browser what passkey to make."""
    user = find_staff(request)
    if user is None or not may_add(request, user):
        return refuse("Open “Your sign-in”, type your password once more, then add the passkey.", status=403)
    options, request.session[ADDING] = WebAuthnHelper(request).register_begin(user)
    return JsonResponse(options)


@require_POST
def complete_passkey(request: HttpRequest) -> JsonResponse:
    """Store the passkey that the browser made."""
    user = find_staff(request)
    state = request.session.pop(ADDING, None)
    if user is None or state is None:
        return refuse("The passkey was not added. Reload the page and try again.")
    try:
        passkey = store_passkey(request, user, state)
    except BAD_ANSWER:
        passkey = None
    if passkey is None:
        return refuse(f"The passkey was not added. Open {settings.SITE_URL} and try again.")
    was_in = second_factor.is_verified(request) or not settings.REQUIRE_SECOND_FACTOR
    if not second_factor.is_verified(request):
        django_otp.login(request, passkey)
    request.session.pop(second_factor.MAY_REPLACE, None)
    request.session[NEW] = passkey.pk
    record(Event.FACTOR_ADDED, request=request, account=user, note="A passkey.")
    if not was_in:
        record(Event.SIGNED_IN, request=request, account=user)
    email_owner(user, "A passkey was added to your account as a second factor.")
    return JsonResponse({"id": passkey.pk})


@transaction.atomic
def store_passkey(request: HttpRequest, user: User, state: dict[str, Any]) -> WebAuthnCredential | None:
    """Store a passkey if the answer is right; None when another request has set up a factor meanwhile.

    Raises:
        BAD_ANSWER: the answer is broken, or not from a passkey that was just made for this site.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if not may_add(request, user):
        return None
    passkey = WebAuthnHelper(request).register_complete(user=user, state=state, data=json.loads(request.body))
    passkey.name = DEFAULT_NAME
    passkey.save(update_fields=["name"])
    return passkey


@require_POST
def ask_for_passkey(request: HttpRequest) -> JsonResponse:
    """Tell the browser which passkeys it may use."""
    user = find_staff(request)
    if user is None:
        return refuse("Sign in with your password first.", status=403)
    options, request.session[CHECKING] = WebAuthnHelper(request).authenticate_begin(
        user=user, require_user_verification=False
    )
    return JsonResponse(options)


@require_POST
def check_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in a person who has typed their password, if the passkey is right."""
    user = find_staff(request)
    state = request.session.pop(CHECKING, None)
    if user is None or state is None:
        return refuse("This took too long or was used already. Press the button again.")
    try:
        attempt = begin_attempt(Event.WRONG_CODE, request, user.get_username(), user)
    except LockedError as lock:
        return mark_locked(refuse(describe_lock(lock.until)), lock.until)
    try:
        passkey = WebAuthnHelper(request).authenticate_complete(user=user, state=state, data=json.loads(request.body))
    except BAD_ANSWER as error:
        until = record_new_lock(request, user.get_username(), user)
        return mark_locked(refuse(describe_lock(until) if until else describe_refusal(error)), until)
    uncount_attempt(attempt)
    response = second_factor.complete_sign_in(request, user, passkey)
    return JsonResponse({"id": passkey.pk, "redirect_url": response["Location"]})


def describe_refusal(error: Exception) -> str:
    """Return why a passkey does not let this person in, and what to do."""
    if isinstance(error, CredentialUserMismatch):
        return "This passkey belongs to another account. Use one of yours, or type a code."
    if isinstance(error, CredentialNotFound):
        return "We do not know this passkey. Perhaps it was removed. Use another one, or type a code."
    return f"This passkey could not be checked. Open {settings.SITE_URL} and try again, or type a code."


def refuse(words: str, *, status: int = 400) -> JsonResponse:
    """Return an error, which the package's script shows beside its button."""
    return JsonResponse({"detail": words}, status=status)


def list_urls() -> list[URLPattern]:
    """Return the staff site's addresses for passkeys. Each view checks who may use it."""
    return [
        path("second-factor/passkey/", never_cache(add_passkey), name="passkey-add"),
        path("second-factor/passkey/begin/", never_cache(begin_passkey), name="passkey-begin"),
        path("second-factor/passkey/complete/", never_cache(complete_passkey), name="passkey-complete"),
        path("second-factor/passkey/ask/", never_cache(ask_for_passkey), name="passkey-ask"),
        path("second-factor/passkey/check/", never_cache(check_passkey), name="passkey-check"),
    ]
