"""Pages that are a pure function of their address, the release and published data, so that anybody may keep them."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from decision.delivery import find_today
from decision.framework import load_framework
from decision.packages import list_packages

View = Callable[..., HttpResponse]

# Seconds for which browsers and CDNs need not ask again: the longest that a new price stays unseen.
MAX_AGE = 300


class Compression(GZipMiddleware):
    """gzip for pages without a secret. So they need no random padding against guessing one by its length (BREACH)."""

    max_random_bytes = 0


compression = Compression(lambda request: HttpResponse())


def publish(*, find_data: Callable[[], str] = str) -> Callable[[View], View]:
    """Let everybody keep the full page of a view for MAX_AGE, and tell with an ETag whether it is still the same.

    `find_data` returns a text that changes with whatever the view reads from the database. A fragment for htmx
    stays as the view made it (no-store). Only for views that read no cookie, session, token or person.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if getattr(request, "htmx", False):
                return compress(request, view(request, *args, **kwargs))
            etag = make_etag(request, find_data())
            response = get_conditional_response(request, etag=etag) or view(request, *args, **kwargs)
            if response.status_code in (200, 304):
                response["ETag"] = etag
                patch_cache_control(response, public=True, max_age=MAX_AGE)
                patch_vary_headers(response, ["HX-Request"])
            return compress(request, response)

        return answer

    return decorate


def find_package_data() -> str:
    """Return a text that changes with the packages on sale. One query."""
    return repr(list_packages())


def make_etag(request: HttpRequest, data: str) -> str:
    """Return the tag of a full page. Weak: compressed or not, it is the same page."""
    parts = (settings.RELEASE, load_framework().sha256, data, find_today().isoformat(), request.get_full_path())
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def compress(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the answer compressed, for a browser that takes gzip."""
    compressed = compression.process_response(request, response)
    assert isinstance(compressed, HttpResponse)  # noqa: S101  tells the type checker what goes in and comes out
    return compressed
