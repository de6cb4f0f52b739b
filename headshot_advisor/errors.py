"""Refused requests, and the page that says why."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

# The key in the WSGI environment where the web server says why it refused a request. No header can set it.
REFUSAL_KEY = "headshot_advisor.refusal"

READING = "GET, HEAD, OPTIONS"
"""The methods of addresses for programs."""

JSON_ADDRESS = re.compile(r"\.json(/|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Refusal:
    """Why a request is refused: HTTP status, and title and message as the person reads them."""

    status: int
    title: str
    message: str
    retry_after: int = 0
    """Seconds after which another try may work; 0 when none will."""


TOO_LONG = Refusal(414, "This address is too long", "Links to this site are much shorter. Please start again.")
MALFORMED = Refusal(400, "We cannot read this request", "It is not a request that a browser would send.")
TOO_MANY_HEADERS = Refusal(
    431,
    "Your browser sent too much",
    "Most likely it keeps too many cookies for this site. Delete them, then try again.",
)
BUSY = Refusal(
    503,
    "We are busy right now",
    "Many people are sending pictures or want a PDF right now. We have not taken anything yet, and nothing that you"
    " entered is lost. Go back and try again in a few seconds.",
    retry_after=5,
)
UNREADABLE = Refusal(400, "We cannot read this request", "Part of its address is not text. Please start again.")
WRONG_METHOD = Refusal(
    405,
    "This address needs its form",
    "A button of a form leads here; a link, a bookmark or a reload doesn’t. Go back, and press the button again.",
)
NO_LENGTH = Refusal(411, "We cannot take this request", "It does not say how long it is. A browser always does.")
TOO_BIG = Refusal(
    413,
    "That is too much to send at once",
    "A text or a table can have up to 900 KB. Go back: what you typed is still there. Then shorten it, or save the list"
    " as CSV.",
)
TOO_MANY = Refusal(
    429,
    "That was a lot in a short time",
    "We could not take this request, and nothing was sent. Please go back and try again in {when}.",
)
TOO_MANY_BYTES = Refusal(
    429,
    "That was a lot of pictures for one day",
    "We could not take these files, and nothing was sent. Please try again in {when}, or send the form without"
    " pictures.",
)
NO_DATABASE = Refusal(
    503,
    "We cannot answer right now",
    "Our database does not answer. Please reload this page in a minute.",
    retry_after=30,
)
TOO_BIG_PICTURE = Refusal(
    413, "These files are too large", "A picture may have 15 MB. Save it as a JPEG, then try again."
)


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page for a refusal, with its status; JSON where the address gives JSON."""
    context = {"title": refusal.title, "message": refusal.message, "may_retry": refusal.retry_after > 0}
    if is_for_programs(request):
        response = refuse_program(refusal.message, refusal.status)
    else:
        response = render(request, "errors/refused.html", context, status=refusal.status)
    response["Content-Length"] = str(len(response.content))  # most refusals skip the middleware that would add it
    if refusal.retry_after:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def is_for_programs(request: HttpRequest) -> bool:
    """Return whether the address, or one below it that doesn't exist, gives JSON, errors included."""
    return JSON_ADDRESS.search(request.path_info) is not None


def refuse_program(message: str, status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    return JsonResponse({"error": message}, status=status, headers=headers)


def add_wait(refusal: Refusal, seconds: int) -> Refusal:
    """Return the refusal with the time after which another try may work."""
    minutes, hours = -(-seconds // 60), -(-seconds // 3600)
    waits = [("a minute", 1), (f"{minutes} minutes", 59), ("an hour", 60), (f"{hours} hours", minutes)]
    when = next(text for text, most in waits if minutes <= most)
    return replace(refusal, message=refusal.message.format(when=when), retry_after=seconds)
