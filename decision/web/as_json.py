"""The result as JSON, for programs."""

from collections.abc import Sequence
from functools import wraps
from http.client import BAD_REQUEST, METHOD_NOT_ALLOWED, NO_CONTENT

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from decision.core.advice import advise
from decision.core.answers import AnswerError
from decision.core.as_json import document_advice
from decision.core.framework import FrameworkError, load_framework
from decision.core.own_reading import read_contested
from decision.core.packages import PackageOffer, list_packages
from decision.web.address import read_query_strictly, repair_query
from decision.web.page_cache import View, publish
from headshot_advisor.errors import refuse_program

METHODS = "GET, HEAD, OPTIONS"


def for_programs(view: View) -> View:
    """Let a view answer GET and HEAD, tell OPTIONS what it takes, and refuse other methods as JSON.

    The middleware lets pages of all sites read the answer.
    """

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=NO_CONTENT, headers={"Allow": METHODS})
        if request.method not in ("GET", "HEAD"):
            return refuse_program(f"This address takes {METHODS}.", METHOD_NOT_ALLOWED, headers={"Allow": METHODS})
        return view(request)

    return csrf_exempt(answer)


@for_programs
@publish(offers=list_packages)
def send_json(request: HttpRequest, *, offers: Sequence[PackageOffer]) -> HttpResponse:
    """Send the advice. An unknown option, question to set aside or version is a 400 with a sentence."""
    query, _ = repair_query(request.GET, ("framework", "without"))
    try:
        framework = load_framework(query.get("framework"))
        answers = read_query_strictly(framework, query)
        contested = read_contested(framework, query.getlist("without"))
    except (AnswerError, FrameworkError) as error:
        return refuse_program(str(error), BAD_REQUEST)
    return JsonResponse(document_advice(advise(framework, answers, offers), contested))
