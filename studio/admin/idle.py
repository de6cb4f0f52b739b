"""The idle limit of the desk, and what was typed when it struck.

A form that comes back after the limit is not lost: it waits in the session, without files and passwords, until the same
person has signed in again, and is then shown as it was typed. Nothing is saved until they say so.
"""

import time
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.forms import BaseForm, ModelForm
from django.http import HttpRequest, QueryDict

SEEN_AT = "desk_seen_at"
KEPT_FORM = "kept_form"
KEPT_FOR = 3600  # seconds
LARGEST = 100_000  # characters of a form that is kept; our longest has a tenth
SEEN_EVERY = 30  # seconds: the session is not written anew for each page
# The pages that show a form as it was typed. Actions on a list and the like are asked for again.
FORM_PAGES = ("_add", "_change", "_act")
SECRETS = ("password", "csrfmiddlewaretoken")


def is_idle(request: HttpRequest) -> bool:
    """Whether somebody who is signed in has done nothing at the desk for too long."""
    seen_at = request.session.get(SEEN_AT)
    return seen_at is not None and time.time() - seen_at > settings.DESK_IDLE_MINUTES * 60


def note_seen(request: HttpRequest) -> None:
    """Note that somebody is at the desk."""
    now = time.time()
    if now - request.session.get(SEEN_AT, 0) >= SEEN_EVERY:
        request.session[SEEN_AT] = now


def sign_out_idle(request: HttpRequest) -> None:
    """Sign out somebody who was away for too long, and keep the form that they just sent."""
    kept = keep_form(request)
    logout(request)  # empties the session
    said = f"You were signed out after {settings.DESK_IDLE_MINUTES:g} minutes without a click."
    if kept:
        request.session[KEPT_FORM] = kept
        said += " What you typed is kept: sign in again and it is back."
        if request.FILES:
            said += " Please choose your files again then."
    messages.warning(request, said)


def keep_form(request: HttpRequest) -> dict[str, Any] | None:
    """Return what is to be kept of a form that was sent, None when there is nothing to keep."""
    match = request.resolver_match
    if request.method != "POST" or match is None or not (match.url_name or "").endswith(FORM_PAGES):
        return None
    typed = request.POST.copy()
    for name in [name for name in typed if any(secret in name for secret in SECRETS)]:
        del typed[name]
    body = typed.urlencode()
    if len(body) > LARGEST:
        return None
    return {"user": request.user.pk, "address": request.get_full_path(), "body": body, "at": time.time()}


def bring_back_form(request: HttpRequest) -> bool:
    """Turn the visit to a page whose form is kept into that form, to be shown and not saved; whether there was one."""
    kept = request.session.get(KEPT_FORM)
    if kept is None or request.method != "GET" or kept["address"] != request.get_full_path():
        return False
    del request.session[KEPT_FORM]
    if kept["user"] != request.user.pk or time.time() - kept["at"] > KEPT_FOR:
        return False
    request.method = "POST"
    request.POST = QueryDict(kept["body"])
    request.is_brought_back = True  # type: ignore[attr-defined]
    messages.info(request, "You are signed in again, and what you typed is still here. It is not saved yet.")
    return True


def is_brought_back(request: HttpRequest) -> bool:
    """Whether this form is only to be shown again."""
    return getattr(request, "is_brought_back", False)


class ShownForm(BaseForm):
    """A form that is shown as it was typed: it never counts as valid, so nothing is saved."""

    def is_valid(self) -> bool:
        """Check the fields, so that faults are shown, and save nothing."""
        super().is_valid()
        return False


class ShowsKeptForms(admin.ModelAdmin):
    """An admin whose forms come back as they were typed."""

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Return a form that cannot be saved where it is only to be shown again."""
        form: type[ModelForm] = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (ShownForm, form), {}) if is_brought_back(request) else form


def forget_kept_forms() -> int:
    """Delete the sessions that hold a form, as an erasure does; return how many. Their owners sign in once more."""
    holding = [session.pk for session in Session.objects.all() if KEPT_FORM in session.get_decoded()]
    return Session.objects.filter(pk__in=holding).delete()[0]
