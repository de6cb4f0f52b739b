"""The idle limit of the staff site, and forms that come too late or from somebody who may not send them.

A form that is sent after the limit is not lost. It is kept in the session, without files and passwords, until the same
person has signed in again. Then it is shown as it was typed, and nothing is saved until they send it.
"""

import time
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.db.models import Model
from django.forms import BaseForm, ModelForm
from django.forms.utils import pretty_name
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from headshot_advisor.request_origin import comes_from_another_site
from studio.accounts.kept_forms import KEPT_FORM
from studio.admin.second_factor import lacks_second_factor

SEEN_AT = "desk_seen_at"
KEPT_FOR = 3600  # seconds
LARGEST = 100_000  # characters of a kept form; our longest form needs a tenth of that
SEEN_EVERY = 30  # seconds, so that the session is not saved for each page
# URL names of the pages whose forms are kept. List actions must be repeated.
FORM_PAGES = ("_add", "_change", "_act", "_tick")
# How Django's reasons to refuse a form begin -> what to do about it.
CAUSES = {"CSRF cookie": "cookie", "Origin": "origin", "Referer": "origin"}
# How the names of buttons and hidden fields begin.
UNTYPED = ("_", "initial-", "opened_", "seen-", "choose-")
HIDDEN = frozenset({"version", "previewed", "key", "again"})
SECRETS = ("password", "csrfmiddlewaretoken")
NOT_SIGNED_IN = "You are not signed in, so nothing was saved or sent."
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
    return request.method == "POST" and name_page(request).endswith(FORM_PAGES)


def keep_form(request: HttpRequest) -> dict[str, Any] | None:
    """Return what to keep of a sent form, or None."""
    if not is_form(request):
        return None
    body = read_typed(request).urlencode()
    if len(body) > LARGEST:
        return None
    return {"user": request.user.pk, "address": request.get_full_path(), "body": body, "at": time.time()}


def name_page(request: HttpRequest) -> str:
    """Return the URL name of the requested page."""
    return (request.resolver_match and request.resolver_match.url_name) or ""


def read_typed(request: HttpRequest) -> QueryDict:
    """Return what the form sent, without passwords and tokens."""
    typed = request.POST.copy()
    for name in [name for name in typed if any(secret in name for secret in SECRETS)]:
        del typed[name]
    return typed


def show_csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show a form again whose token is older than the person's last sign-in, in another tab. Of others say why not.

    What was typed is shown, unless another site sent it.
    """
    is_ours = not comes_from_another_site(request)
    if is_ours and request.user.is_authenticated:
        if kept := keep_form(request):
            request.session[KEPT_FORM] = kept
        if kept or name_page(request) == "login":
            return redirect(request.get_full_path())
    context = {
        "cause": next((cause for start, cause in CAUSES.items() if reason.startswith(start)), "token"),
        "typed": list_words(read_typed(request)) if is_ours and is_form(request) else [],
    }
    return render(request, "errors/form_refused.html", context, status=HTTPStatus.FORBIDDEN)


def show_typed(request: HttpRequest) -> HttpResponse:
    """Say why a form was not taken, with every word that was typed, to copy.

    Somebody who is signed out, or has yet to enter a code, signs in in another tab and sends the form again. Its token
    is older than that, so the form is then shown again as it was typed.
    """
    typed = read_typed(request)
    is_signed_in = request.user.is_authenticated and not (request.user.is_staff and lacks_second_factor(request))
    context = admin.site.each_context(request) | {
        "title": "Not saved",
        "said": f"{NOT_ALLOWED} Nothing was saved or sent." if is_signed_in else NOT_SIGNED_IN,
        "typed": list_words(typed),
        "sent": [] if is_signed_in else [(name, text) for name in typed for text in typed.getlist(name)],
        "address": request.get_full_path(),
    }
    return render(request, "admin/not_saved.html", context, status=HTTPStatus.FORBIDDEN)


def list_words(typed: QueryDict) -> list[tuple[str, str]]:
    """Return name and content of each field that was filled in, to copy."""
    words = {pretty_name(name): "\n".join(filter(str.strip, typed.getlist(name))) for name in typed if is_typed(name)}
    return [(name, text) for name, text in words.items() if text]


def is_typed(name: str) -> bool:
    """Return whether a field of this name is neither a button nor one by which forms notice what others changed."""
    return name not in HIDDEN and not name.startswith(UNTYPED)


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
