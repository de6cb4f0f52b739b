"""How much one client may send. The limits are far above what a person does; each network has its own counts."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from headshot_advisor.client_address import find_client_network
from headshot_advisor.errors import TOO_MANY, TOO_MANY_BYTES, Refusal, refuse, say_when
from headshot_advisor.middleware import GetResponse, find_largest_body
from headshot_advisor.rate_limit import find_wait

UPLOADS = "upload bytes"


def limit_clients(get_response: GetResponse) -> GetResponse:
    """Answer 429 to requests of a kind that one client sends too many of."""

    def answer(request: HttpRequest) -> HttpResponse:
        refusal = find_excess(request)
        return refuse(request, refusal) if refusal else get_response(request)

    return answer


def find_excess(request: HttpRequest) -> Refusal | None:
    """Count a request; return why it is one too many, or None."""
    limit = name_limit(request)
    if limit is None:
        return None
    network = find_client_network(request)
    if wait := find_wait(limit, network):
        return say_when(TOO_MANY, wait)
    if not takes_files(request):
        return None
    # What it says it will send: a body is refused before it is read.
    wait = find_wait(UPLOADS, network, amount=int(request.META.get("CONTENT_LENGTH") or 0))
    return say_when(TOO_MANY_BYTES, wait) if wait else None


def name_limit(request: HttpRequest) -> str | None:
    """Return the limit that a request counts toward: of its path, of its method and path, else of its method."""
    names = (request.path_info, f"{request.method} {request.path_info}", str(request.method))
    return next((name for name in names if name in settings.LIMITS), None)


def takes_files(request: HttpRequest) -> bool:
    """Return whether this is a form with files."""
    return request.method == "POST" and find_largest_body(request.path_info) is not None
