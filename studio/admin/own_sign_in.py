"""“Your sign-in”: the second factor and the calendar address that somebody changes after typing their password."""

import time
from datetime import datetime
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django_otp.plugins.otp_totp.models import TOTPDevice

from studio.accounts.emails import email_owner
from studio.accounts.journal import record
from studio.accounts.locks import find_lock
from studio.accounts.passkeys import describe_obstacle, list_passkeys
from studio.accounts.recovery_codes import count_codes, forget_codes
from studio.admin.second_factor import (
    MAY_REPLACE,
    check_secret,
    find_app,
    has_typed_password,
    list_factors,
    set_up,
    show,
    show_new_codes,
)
from studio.admin.sign_in import describe_lock, mark_locked
from studio.calendar_feed import end_feed, make_feed
from studio.models import CalendarFeed
from studio.models.accounts import Event

REMOVE = "remove "
"""A button that removes a factor sends this and then the factor's id."""


class PasswordForm(forms.Form):
    """The password, asked again before the second factor is changed."""

    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.account.check_password(password):
            raise forms.ValidationError("This is not your password.")
        return password


def show_sign_in(request: HttpRequest) -> HttpResponse:
    """Show the person's own sign-in settings. Changes need the password again."""
    user = cast(User, request.user)
    form, locked_until = try_password(request, user)
    if form.is_bound and not locked_until and form.is_valid():
        return replace(request, user, request.POST.get("wish", ""))
    context = {
        "form": form,
        "has_app": find_app(user) is not None,
        "passkeys": list_passkeys(user),
        "obstacle": describe_obstacle(request),
        "factors": [(REMOVE + factor.persistent_id, factor) for factor in list_factors(user)],
        "codes_left": count_codes(user),
        "may_have_feed": user.has_perm("studio.view_inquiry"),
        "feed": CalendarFeed.objects.filter(account=user).first(),
        "locked": describe_lock(locked_until) if locked_until else "",
    }
    return mark_locked(show(request, "admin/sign_in.html", "Your sign-in", context), locked_until)


def try_password(request: HttpRequest, user: User) -> tuple[PasswordForm, datetime | None]:
    """Return the form, checked if a password was typed, and until when the account is locked from here."""
    form = PasswordForm(request.POST or None, account=user)
    if not form.is_bound:
        return form, find_lock(request, user.get_username(), timezone.now())
    return form, check_secret(form, Event.WRONG_PASSWORD, request, user)


def replace(request: HttpRequest, user: User, wish: str) -> HttpResponse:
    """Do what the pressed button says, once the password was typed: make new codes, remove a factor, or add one."""
    if wish == "codes":
        return show_new_codes(request, user, reverse("admin:sign-in"))
    if wish in FEED_WISHES:
        return FEED_WISHES[wish](request, user)
    if wish.startswith(REMOVE):
        return remove_factor(request, user, wish.removeprefix(REMOVE))
    request.session[MAY_REPLACE] = time.time()
    if wish == "passkey":
        return redirect(f"{reverse('admin:passkey-add')}?{urlencode({'next': reverse('admin:sign-in')})}")
    return redirect("admin:second-factor-setup")


def remove_factor(request: HttpRequest, user: User, wanted: str) -> HttpResponse:
    """Remove an app or a passkey; not the only one where one is required."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        factors = list_factors(user)
        factor = next((factor for factor in factors if factor.persistent_id == wanted), None)
        if factor is None:
            messages.error(request, "This second factor was removed already.")
        elif len(factors) == 1 and settings.REQUIRE_SECOND_FACTOR:
            messages.error(request, "This is your only second factor. Add another one first, then remove this one.")
        else:
            what = "the app on your phone" if isinstance(factor, TOTPDevice) else f"the passkey “{factor.name}”"
            factor.delete()
            if len(factors) == 1:
                forget_codes(user)
            record(Event.FACTOR_REMOVED, request=request, account=user, note=f"Removed: {what}.")
            email_owner(user, f"A second factor was removed from your account: {what}.")
            messages.success(request, f"Removed: {what}.")
    return redirect("admin:sign-in")


def show_new_feed(request: HttpRequest, user: User) -> HttpResponse:
    """Make the secret address of the calendar, which ends an earlier one, and show it once."""
    if not user.has_perm("studio.view_inquiry"):
        raise PermissionDenied
    with transaction.atomic():
        address = make_feed(user)
        record(Event.FEED_MADE, request=request, account=user)
        email_owner(user, "A secret address was made that shows the studio’s sessions in a calendar.")
    return show(request, "admin/calendar_feed.html", "Your calendar address", {"address": address})


def remove_feed(request: HttpRequest, user: User) -> HttpResponse:
    """End the secret address of the calendar."""
    if end_feed(user):
        record(Event.FEED_ENDED, request=request, account=user)
        messages.success(request, "Your calendar address no longer works.")
    else:
        messages.error(request, "You have no calendar address.")
    return redirect("admin:sign-in")


FEED_WISHES = {"calendar": show_new_feed, "no calendar": remove_feed}


def set_up_app(request: HttpRequest) -> HttpResponse:
    """Set up a new app for somebody who is signed in; the old one works until the new one is confirmed."""
    if not has_typed_password(request):
        return redirect("admin:sign-in")
    return set_up(request, cast(User, request.user), replaces=True)
