"""Pages that are a pure function of their address, the release and published data, so that anybody may keep them."""

import hashlib
from collections.abc import Callable
from functools import wraps
from http.client import BAD_REQUEST, OK
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from decision.content.freshness import list_due
from decision.core.framework import load_framework
from decision.web.request_reading import HtmxRequest, find_day
from headshot_advisor.template_tags import find_page_key

View = Callable[..., HttpResponseBase]

# Seconds for which browsers and CDNs need not ask again: the longest that a new price stays unseen.
MAX_AGE = 300


class Compression(GZipMiddleware):
    """gzip for pages without a secret. So they need no random padding against guessing one by its length (BREACH)."""

    max_random_bytes = 0


compression = Compression(lambda request: HttpResponse())


def publish(**finders: Callable[[], object]) -> Callable[[View], View]:
    """Let everybody keep the full page of a view for MAX_AGE, and say with an ETag whether it is still the same.

    The server keeps it in memory too, with its fragment for htmx and its redirects, so that no answer is made twice.
    Only for views that read no cookie, session, token or person.

    What a page shows besides its address is found here, once a request, and given to the view by the name of the
    finder. So the ETag and the page cannot disagree, not even at midnight or while staff change a price. The ETag is
    made of its `repr`, which must change with all that the page shows of it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HtmxRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            found = {name: find() for name, find in finders.items()}
            tag = make_tag(request, found)
            is_swap = bool(request.htmx)
            unchanged = None if is_swap else get_conditional_response(request, etag=tag)
            if unchanged is not None:
                return allow_keeping(unchanged, tag)

            def make() -> HttpResponseBase:
                return finish(request, view(request, *args, **kwargs, **found), tag, is_swap=is_swap)

            return find_or_make(name_variant(request, tag, is_swap=is_swap), make)

        return answer

    return decorate


def make_tag(request: HttpRequest, found: dict[str, object]) -> str:
    """Return the ETag of a full page. Weak: compressed or not, it is the same page.

    What is due changes it, because any page may say when a source was last checked.
    """
    parts = (
        settings.RELEASE,
        settings.SITE_URL,
        load_framework().sha256,
        found,
        list_due(find_day(request)),
        request.get_full_path(),
        *find_page_key(request),
    )
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def name_variant(request: HtmxRequest, tag: str, *, is_swap: bool) -> str:
    """Return the name of what this request gets: page or fragment, compressed or not."""
    is_small = re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")) is not None
    return f"{tag}:{is_swap}:{is_swap and request.htmx.history_restore_request}:{is_small}"


def find_or_make(name: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Return the answer of that name from memory, or make it and keep it there unless it is an error."""
    cached: HttpResponseBase | None = caches["pages"].get(name)
    if cached is not None:
        return cached
    response = make()
    if response.status_code < BAD_REQUEST:
        caches["pages"].set(name, response)
    return response


def finish(request: HttpRequest, response: HttpResponseBase, tag: str, *, is_swap: bool) -> HttpResponseBase:
    """Return the answer of a view as it is sent; a fragment stays as the view made it (no-store)."""
    if response.status_code == OK and not is_swap:
        allow_keeping(response, tag)
    return compress(request, response)


def allow_keeping(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """Return the answer with the headers that let everybody keep it."""
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    patch_vary_headers(response, ["HX-Request", "Accept-Encoding"])
    return response


def compress(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return the answer compressed, for a browser that takes gzip."""
    return compression.process_response(request, response)
