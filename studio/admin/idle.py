"""The idle limit of the staff site, and forms that come too late or from somebody who may not send them.

A form that is sent after the limit is not lost. It is kept in the session, without files and passwords, until the same
person has signed in again. Then it is shown as it was typed, and nothing is saved until they send it.
"""

import re
import time
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.forms import BaseForm, ModelForm
from django.forms.utils import pretty_name
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from headshot_advisor.views import show_forbidden

SEEN_AT = "desk_seen_at"
KEPT_FORM = "kept_form"
KEPT_FOR = 3600  # seconds
LARGEST = 100_000  # characters of a kept form; our longest form needs a tenth of that
SEEN_EVERY = 30  # seconds, so that the session is not saved for each page
# URL names of the pages whose forms are kept. List actions must be repeated.
FORM_PAGES = ("_add", "_change", "_act", "_tick")
SECRETS = ("password", "csrfmiddlewaretoken")
# Hidden fields by which forms notice what others have changed.
BOOKKEEPING = re.compile(r"version|previewed|opened_status|key|again|_.*|(initial|seen|choose)-.*")
SIGNED_OUT = "You are signed out, so nothing was saved or sent."
NOT_ALLOWED = "Your account may not do this. A manager can give you the right to."


def is_idle(request: HttpRequest) -> bool:
    """Return whether the person has been idle for too long."""
    seen_at = request.session.get(SEEN_AT)
    return seen_at is not None and time.time() - seen_at > settings.DESK_IDLE_MINUTES * 60


def record_activity(request: HttpRequest) -> None:
    now = time.time()
    if now - request.session.get(SEEN_AT, 0) >= SEEN_EVERY:
        request.session[SEEN_AT] = now


def sign_out_idle(request: HttpRequest) -> None:
    """Sign out an idle person, and keep the form that they just sent."""
    kept = keep_form(request)
    logout(request)  # empties the session
    said = f"You were signed out after {settings.DESK_IDLE_MINUTES:g} minutes without a click."
    if kept:
        request.session[KEPT_FORM] = kept
        said += " What you typed is kept: sign in again and it is back."
        if request.FILES:
            said += " Please choose your files again then."
    messages.warning(request, said)


def is_form(request: HttpRequest) -> bool:
    """Return whether the request sends a form in which somebody has typed something."""
    match = request.resolver_match
    return request.method == "POST" and match is not None and (match.url_name or "").endswith(FORM_PAGES)


def read_typed(request: HttpRequest) -> QueryDict:
    """Return what was typed, without secrets."""
    typed = request.POST.copy()
    for name in [name for name in typed if any(secret in name for secret in SECRETS)]:
        del typed[name]
    return typed


def keep_form(request: HttpRequest) -> dict[str, Any] | None:
    """Return what to keep of a sent form, or None."""
    if not is_form(request):
        return None
    body = read_typed(request).urlencode()
    if len(body) > LARGEST:
        return None
    return {"user": request.user.pk, "address": request.get_full_path(), "body": body, "at": time.time()}


def show_csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show a form again whose token is older than the person's last sign-in, in another tab. Refuse any other."""
    kept = keep_form(request)
    if kept and request.user.is_authenticated:
        request.session[KEPT_FORM] = kept
        return redirect(kept["address"])
    # Another site must not be able to show its words as ours.
    is_own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return show_typed(request) if kept and is_own else show_forbidden(request, Exception(reason))


def show_typed(request: HttpRequest) -> HttpResponse:
    """Say why a form was not taken, with every word that was typed, to copy.

    Somebody who is signed out signs in in another tab, and sends the form again. The token of the form is older than
    that, so it is then shown again as it was typed.
    """
    typed = read_typed(request)
    words = {name: ", ".join(filter(None, typed.getlist(name))) for name in typed if not BOOKKEEPING.fullmatch(name)}
    is_signed_out = not request.user.is_authenticated
    context = admin.site.each_context(request) | {
        "title": "Not saved",
        "said": SIGNED_OUT if is_signed_out else f"{NOT_ALLOWED} Nothing was saved or sent.",
        "typed": [(pretty_name(name), text) for name, text in words.items() if text],
        "sent": [(name, text) for name in typed for text in typed.getlist(name)] if is_signed_out else [],
        "address": request.get_full_path(),
    }
    return render(request, "admin/not_saved.html", context, status=HTTPStatus.FORBIDDEN)


def restore_form(request: HttpRequest) -> bool:
    """Turn a request for a page with a kept form into that form; return whether there was one."""
    kept = request.session.get(KEPT_FORM)
    if kept is None or request.method != "GET" or kept["address"] != request.get_full_path():
        return False
    del request.session[KEPT_FORM]
    if kept["user"] != request.user.pk or time.time() - kept["at"] > KEPT_FOR:
        return False
    request.method = "POST"
    request.POST = QueryDict(kept["body"])
    request.is_restored = True  # type: ignore[attr-defined]
    messages.info(request, "You signed in again, and what you typed is still here. It is not saved yet.")
    return True


def is_restored(request: HttpRequest) -> bool:
    """Return whether this request only shows a kept form."""
    return getattr(request, "is_restored", False)


class UnsavedForm(BaseForm):
    """A form that is only shown: it is never valid, so nothing is saved."""

    def is_valid(self) -> bool:
        """Check the fields, so that errors are shown, but return False."""
        super().is_valid()
        return False


class RestoresForms(admin.ModelAdmin):
    """An admin that shows kept forms again."""

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Return a form that cannot be saved when it is only shown."""
        form: type[ModelForm] = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (UnsavedForm, form), {}) if is_restored(request) else form


def delete_kept_forms() -> int:
    """Delete the sessions with a kept form, because of an erasure; return how many. Their owners sign in again."""
    holding = [session.pk for session in Session.objects.all() if KEPT_FORM in session.get_decoded()]
    return Session.objects.filter(pk__in=holding).delete()[0]
