"""What happens to every request before a view sees it, and to every answer after."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from headshot_advisor.errors import (
    NO_LENGTH,
    REFUSAL_KEY,
    TOO_BIG,
    TOO_BIG_PICTURE,
    TOO_LONG,
    UNREADABLE,
    Refusal,
    refuse,
)

GetResponse = Callable[[HttpRequest], HttpResponse]

# Bytes of a path or a query string. All answers of a person together need under 700.
MAX_ADDRESS_LENGTH = 2048

# Digits of a Content-Length; Python refuses to read a number of thousands of digits.
MAX_LENGTH_DIGITS = 18


def mark_noindex(get_response: GetResponse) -> GetResponse:
    """Keep addresses that carry answers, and the admin, out of search engines."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.META.get("QUERY_STRING") or request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def refuse_unusable_requests(get_response: GetResponse) -> GetResponse:
    """Answer 4xx, with a page that says why, to requests that no view should have to think about."""

    def answer(request: HttpRequest) -> HttpResponse:
        refusal = find_refusal(request)
        return refuse(request, refusal) if refusal else get_response(request)

    return answer


def find_refusal(request: HttpRequest) -> Refusal | None:
    """Return why `request` cannot be used, or None. Reads the request line and the headers, never the body."""
    refused: Refusal | None = request.META.get(REFUSAL_KEY)
    if refused:
        return refused
    # WSGI hands the query over as bytes dressed up as latin-1 text. Django has decoded the path, and has
    # percent-quoted again the bytes in it that are no UTF-8.
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
    """Return how many bytes may be sent to an address that takes files; None for all other addresses."""
    try:
        return settings.LARGEST_BODIES.get(resolve(path).view_name)
    except Resolver404:
        return None


def is_clean_text(raw: bytes) -> bool:
    """Tell whether `raw` is UTF-8 without NUL bytes."""
    try:
        return "\0" not in raw.decode()
    except UnicodeDecodeError:
        return False
