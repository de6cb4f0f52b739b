"""How much one client may send. The limits stand far above what a person does, and hold for each address by itself."""

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from headshot_advisor.client_address import find_client_network
from headshot_advisor.errors import TOO_MANY, refuse
from headshot_advisor.middleware import GetResponse

WINDOW = TOO_MANY.retry_after  # seconds, from a client's first request


def limit_clients(get_response: GetResponse) -> GetResponse:
    """Answer 429 to requests of a kind that one client sends too many of."""

    def answer(request: HttpRequest) -> HttpResponse:
        kinds = [kind for kind in (request.method, request.path_info) if kind in settings.REQUESTS_A_MINUTE]
        return (
            get_response(request) if all(has_room(request, str(kind)) for kind in kinds) else refuse(request, TOO_MANY)
        )

    return answer


def has_room(request: HttpRequest, kind: str) -> bool:
    """Count one request, and tell whether it is among the first that one client may send in a minute.

    A cache that is gone counts nothing, and so refuses nobody.
    """
    client = salted_hmac("headshot_advisor.client_limits", find_client_network(request), algorithm="sha256").hexdigest()
    counted = f"{client}:{kind}"
    try:
        caches["limits"].add(counted, 0, WINDOW)
        return bool(caches["limits"].incr(counted) <= settings.REQUESTS_A_MINUTE[kind])
    except ValueError:  # the minute ended between the two lines, or the cache is gone
        return True
