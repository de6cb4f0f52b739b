"""How much one client network may send. The limits are far above what a person does."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from headshot_advisor.client_address import find_client_network
from headshot_advisor.errors import TOO_MANY, TOO_MANY_BYTES, Refusal, add_wait, refuse
from headshot_advisor.middleware import GetResponse, find_largest_body
from headshot_advisor.rate_limit import find_wait

UPLOADS = "upload bytes"


def limit_clients(get_response: GetResponse) -> GetResponse:
    """Answer 429 when one client sends too many requests of a kind."""

    def answer(request: HttpRequest) -> HttpResponse:
        refusal = find_limit_refusal(request)
        return refuse(request, refusal) if refusal else get_response(request)

    return answer


def find_limit_refusal(request: HttpRequest) -> Refusal | None:
    """Count a request; return the refusal when it is over a limit."""
    limit = name_limit(request)
    if limit is None:
        return None
    network = find_client_network(request)
    if wait := find_wait(limit, network):
        return add_wait(TOO_MANY, wait)
    if not takes_files(request):
        return None
    # The announced length counts, so that a body is refused before it is read.
    wait = find_wait(UPLOADS, network, amount=int(request.META.get("CONTENT_LENGTH") or 0))
    return add_wait(TOO_MANY_BYTES, wait) if wait else None


def name_limit(request: HttpRequest) -> str | None:
    """Return the limit for a request: that of its path, of its method and path, or of its method."""
    names = (request.path_info, f"{request.method} {request.path_info}", str(request.method))
    return next((name for name in names if name in settings.LIMITS), None)


def takes_files(request: HttpRequest) -> bool:
    """Return whether this is a form that may bring files."""
    return request.method == "POST" and find_largest_body(request.path_info) is not None
