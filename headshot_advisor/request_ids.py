"""A number for each request: it stands in the answer, on the page for a fault, and in every log line between."""

import re
import secrets
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse

from headshot_advisor.logs import REQUEST_ID_HEADER, request_id
from headshot_advisor.middleware import GetResponse

PLAIN = re.compile(r"[A-Za-z0-9-]{8,64}")


def number_requests(get_response: GetResponse) -> GetResponse:
    """Number each request and its answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        request_id.set(choose_number(request))
        response = get_response(request)
        response[REQUEST_ID_HEADER] = request_id.get()
        return response

    return answer


def choose_number(request: HttpRequest) -> str:
    """Return the number that a proxy of ours gave the request, or a new one: others could write what they like."""
    given = request.headers.get(REQUEST_ID_HEADER, "") if settings.TRUSTED_PROXIES else ""
    return given if PLAIN.fullmatch(given) else secrets.token_hex(6)


def forget_number(**_: Any) -> None:
    """Let no line of this thread bear the number of a request that is over."""
    request_id.set("")


# Not at the end of the middleware: Django logs a 4xx after it, and a file is sent after it.
request_finished.connect(forget_number)
