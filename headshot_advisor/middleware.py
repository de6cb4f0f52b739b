"""What happens to every request before a view sees it, and to every response after."""

import logging
import re
import secrets
from collections.abc import Callable
from http.client import NO_CONTENT
from typing import Any
from urllib.parse import unquote_to_bytes

from csp.constants import HEADER, HEADER_REPORT_ONLY
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.core.signals import request_finished
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from decision.web.request_reading import is_bare
from headshot_advisor.errors import (
    NO_DATABASE,
    NO_LENGTH,
    READING,
    REFUSAL_KEY,
    TOO_BIG,
    TOO_BIG_PICTURE,
    TOO_LONG,
    UNREADABLE,
    WRONG_METHOD,
    Refusal,
    is_for_programs,
    refuse,
)
from headshot_advisor.logs import REQUEST_ID_HEADER, request_id

GetResponse = Callable[[HttpRequest], HttpResponse]

# Bytes of a path or a query string. A person's complete answers need under 700; trackers add thousands to a link.
MAX_ADDRESS_LENGTH = 8000

SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": READING,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Access-Control-Max-Age": "86400",  # seconds
    "Cross-Origin-Resource-Policy": "cross-origin",
}

REFUSED_CODING = re.compile(r";\s*q\s*=\s*0(\.0*)?\s*$", re.IGNORECASE)

# Digits of a Content-Length that are read; Python refuses to parse thousands of digits.
MAX_LENGTH_DIGITS = 18


def mark_noindex(get_response: GetResponse) -> GetResponse:
    """Keep addresses with answers, and the admin, out of search engines."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not is_bare(request) or request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def share_json(get_response: GetResponse) -> GetResponse:
    """Let pages of all sites read our JSON: it depends on the address alone, and no cookie is read for it.

    OPTIONS is answered here, for addresses without anything too, so that a page can read why there is nothing.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if not is_for_programs(request):
            return get_response(request)
        asks = request.method == "OPTIONS"
        response = HttpResponse(status=NO_CONTENT, headers={"Allow": READING}) if asks else get_response(request)
        for name, value in SHARED.items():
            response[name] = value
        return response

    return answer


def drop_refused_encodings(get_response: GetResponse) -> GetResponse:
    """Take the codings that a client refuses (gzip;q=0) out of Accept-Encoding, whose readers look at names alone."""

    def answer(request: HttpRequest) -> HttpResponse:
        accepted = request.META.get("HTTP_ACCEPT_ENCODING")
        if accepted:
            codings = [coding for coding in accepted.split(",") if not REFUSED_CODING.search(coding)]
            request.META["HTTP_ACCEPT_ENCODING"] = ",".join(codings)
        return get_response(request)

    return answer


def refuse_unusable_requests(get_response: GetResponse) -> GetResponse:
    """Answer malformed and oversized requests with a page that says why, so that no view has to check for them."""

    def answer(request: HttpRequest) -> HttpResponse:
        refusal = find_refusal(request)
        return refuse(request, refusal) if refusal else get_response(request)

    return answer


def explain_wrong_methods(get_response: GetResponse) -> GetResponse:
    """Fill the empty page of a 405: people see it who reload or bookmark where a form leads."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            page = refuse(request, WRONG_METHOD)
            response.content = page.content
            response["Content-Type"] = page["Content-Type"]
        return response

    return answer


def find_refusal(request: HttpRequest) -> Refusal | None:
    """Return why a request is refused, or None. Reads the request line and the headers, never the body."""
    refused: Refusal | None = request.META.get(REFUSAL_KEY)
    if refused:
        return refused
    # WSGI passes the query string as bytes decoded as latin-1. Django has decoded the path and percent-quoted the
    # bytes in it that aren't UTF-8.
    path = request.path_info.encode()
    query = request.META.get("QUERY_STRING", "").encode("latin-1")
    if max(len(path), len(query)) > MAX_ADDRESS_LENGTH:
        return TOO_LONG
    if not all(is_clean_text(unquote_to_bytes(part)) for part in (path, query)):
        return UNREADABLE
    if "HTTP_TRANSFER_ENCODING" in request.META:
        return NO_LENGTH
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        return UNREADABLE
    return find_length_refusal(request.path_info, int(length[:MAX_LENGTH_DIGITS]))


def find_length_refusal(path: str, length: int) -> Refusal | None:
    """Return why a body of this many bytes cannot be taken at a path, or None."""
    if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return None
    largest = find_largest_body(path)
    if largest is None:
        return TOO_BIG
    return TOO_BIG_PICTURE if length > largest else None


def find_largest_body(path: str) -> int | None:
    """Return how many bytes may be sent to an address that takes files; None for other addresses."""
    try:
        return settings.LARGEST_BODIES.get(resolve(path).view_name)
    except Resolver404:
        return None


def is_clean_text(raw: bytes) -> bool:
    """Return whether `raw` is valid UTF-8 without NUL bytes."""
    try:
        return "\0" not in raw.decode()
    except UnicodeDecodeError:
        return False


# Browser features that no page of ours uses. Writing to the clipboard stays allowed: it copies the link of a result.
DENIED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join([*(f"{name}=()" for name in DENIED), "clipboard-write=(self)"])
# For the staff site's two pages that add a passkey or ask for one.
PASSKEY_PERMISSIONS = re.sub(r"(publickey-credentials-\w+)=\(\)", r"\1=(self)", PERMISSIONS)


def add_security_headers(get_response: GetResponse) -> GetResponse:
    """Deny unused browser features, and keep other sites from loading ours, unless a view says otherwise."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp's middleware, but the policy that nearly all pages share is built once instead of each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        written = {HEADER: build_policy(), HEADER_REPORT_ONLY: build_policy(report_only=True)}
        self.shared = {name: policy for name, policy in written.items() if policy}

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy. Views with a policy of their own (`_csp_…`, set by a decorator) are left to django-csp."""
        if settings.DEBUG or any(name.startswith("_csp") for name in (*vars(request), *vars(response))):
            return super().process_response(request, response)
        for name, policy in self.shared.items():
            response.headers.setdefault(name, policy)
        return response


def add_request_ids(get_response: GetResponse) -> GetResponse:
    """Give each request an id, which is in its response and in every log line about it."""

    def answer(request: HttpRequest) -> HttpResponse:
        # Always a new one: an id that the client sends could be forged and could put anything into the log.
        request_id.set(secrets.token_hex(6))
        response = get_response(request)
        response[REQUEST_ID_HEADER] = request_id.get()
        return response

    return answer


def clear_request_id(**_: Any) -> None:
    """Clear the id, so that later log lines of this thread don't carry it."""
    request_id.set("")


# Not at the end of the middleware: Django logs 4xx responses and sends files after that.
request_finished.connect(clear_request_id)


logger = logging.getLogger(__name__)


class AnswerDatabaseErrors:
    """Answer 503 when a view finds the database locked, full or unavailable."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError):
            return None
        logger.error("The database is unavailable.", exc_info=error)
        response = refuse(request, NO_DATABASE)
        response["Cache-Control"] = "no-store"
        return response
