"""The result as JSON, for programs."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from decision.core.advice import advise
from decision.core.answers import AnswerError
from decision.core.as_json import document_advice
from decision.core.framework import FrameworkError, load_framework
from decision.core.own_reading import read_contested
from decision.core.packages import PackageOffer, list_packages
from decision.web.address import read_query_strictly
from decision.web.page_cache import publish


@require_safe
@publish(offers=list_packages)
def send_json(request: HttpRequest, *, offers: Sequence[PackageOffer]) -> HttpResponse:
    """Send the advice for the answers in the address. Anything unknown is a 400 with a sentence."""
    query = request.GET.copy()
    versions, contested = query.pop("framework", [None]), query.pop("without", [])
    try:
        framework = load_framework(versions[-1])
        answers = read_query_strictly(framework, query)
        keys = read_contested(framework, contested)
    except (AnswerError, FrameworkError) as error:
        return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse(document_advice(advise(framework, answers, offers), keys))
