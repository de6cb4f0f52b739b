"""What every page with answers in its address does first: read them, with a way on when some are unknown."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from decision.addresses import AddressReading, RepeatedAnswerError, read_query
from decision.framework import Framework


class HtmxRequest(HttpRequest):
    """A request as django-htmx's middleware hands it on."""

    htmx: HtmxDetails


PARAMETERS = ("asked", "session", "paper")
"""Parameters of our pages that are not answers."""


def read_request(request: HttpRequest, framework: Framework) -> AddressReading:
    """Return the answers in the address; what was not understood is named in `problems`.

    Raises:
        BadRequest: a question that takes one answer stands more than once.
    """
    try:
        return read_query(framework, request.GET, besides=PARAMETERS)
    except RepeatedAnswerError as error:
        raise BadRequest(str(error)) from error
