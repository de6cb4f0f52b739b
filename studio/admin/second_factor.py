"""The second factor: a code from an app on the phone, set up when it is first asked for."""

from textwrap import wrap
from typing import Any

import django_otp
import segno
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django_otp.plugins.otp_totp.models import TOTPDevice

KEY_GROUP = 4
"""Characters of the key between two spaces, for people who type it; apps leave the spaces out."""


class CodeForm(forms.Form):
    """The six digits that the app shows now."""

    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*\Z",
        label="Code",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        error_messages={"invalid": "The code has six digits."},
    )

    def __init__(self, *args: Any, device: TOTPDevice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.device = device

    def clean_code(self) -> None:
        """Refuse a code that is wrong, used or old; after each wrong one the device makes people wait longer."""
        digits = "".join(self.cleaned_data["code"].split())
        # Reads the device anew under a lock: of two requests with one code, the second finds it used.
        if not django_otp.verify_token(self.device.user, self.device.persistent_id, digits):
            raise forms.ValidationError("This code does not fit. Wait for the next one and type it.")


def ask_for_code(request: HttpRequest) -> HttpResponse:
    """Ask somebody who has given their password for the code; the first time, show how to set the app up."""
    user = request.user
    if not isinstance(user, User):
        return redirect("admin:login")
    if not (user.is_active and user.is_staff):
        raise PermissionDenied
    device = find_device(user)
    form = CodeForm(request.POST or None, device=device)
    if form.is_valid():
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        django_otp.login(request, device)
        return redirect("admin:index")
    context = admin.site.each_context(request) | {"form": form, "title": "Second factor", "has_permission": False}
    return render(request, "admin/second_factor.html", context | describe_setup(device))


def find_device(user: User) -> TOTPDevice:
    """Return the app of this person; a new one, not confirmed yet, when there is none."""
    device = TOTPDevice.objects.filter(user=user).order_by("-confirmed", "pk").first()
    return device or TOTPDevice.objects.create(user=user, name="App", confirmed=False)


def describe_setup(device: TOTPDevice) -> dict[str, object]:
    """Return what a new app needs: the picture to scan and the key to type. Nothing once it is confirmed."""
    if device.confirmed:
        return {}
    picture = segno.make(device.config_url, error="m").svg_inline(scale=5, title="The key as a picture to scan")
    key = device.config_url.split("secret=")[1].split("&")[0]
    return {"picture": mark_safe(picture), "key": " ".join(wrap(key, KEY_GROUP))}  # noqa: S308  our own drawing
