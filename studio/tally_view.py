"""Where the result page reports that somebody saw it."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from decision.core.advice import advise
from decision.core.turnaround import find_today
from decision.web.request_reading import read_request
from studio.tally import count_outcome


# A token would need a cookie, and this count is to know nothing of anybody. The Origin that browsers add to every
# POST, and no page can forge, does as well.
@csrf_exempt
@require_POST
def count_result(request: HttpRequest) -> HttpResponse:
    """Count the result of the answers in the address; the verdict is computed anew, never taken from the sender."""
    if request.headers.get("Origin") not in (f"{request.scheme}://{request.get_host()}", settings.SITE_URL):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    reading = read_request(request)
    advice = advise(reading.framework, reading.answers)
    if not advice.settled:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    count_outcome(advice=advice, day=find_today())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
