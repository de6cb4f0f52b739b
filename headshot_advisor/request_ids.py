"""A number for each request: it stands in the answer, on the page for a fault, and in every log line between."""

import secrets
from typing import Any

from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse

from headshot_advisor.logs import REQUEST_ID_HEADER, request_id
from headshot_advisor.middleware import GetResponse


def number_requests(get_response: GetResponse) -> GetResponse:
    """Number each request and its answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        # Always a new one: a number that came with the request could be anybody's, and could say anything in the log.
        request_id.set(secrets.token_hex(6))
        response = get_response(request)
        response[REQUEST_ID_HEADER] = request_id.get()
        return response

    return answer


def forget_number(**_: Any) -> None:
    """Let no line of this thread bear the number of a request that is over."""
    request_id.set("")


# Not at the end of the middleware: Django logs a 4xx after it, and a file is sent after it.
request_finished.connect(forget_number)
