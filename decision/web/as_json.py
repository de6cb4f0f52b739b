"""The result and the rules as JSON, for programs, with their schemas."""

from collections.abc import Sequence
from functools import wraps
from http.client import BAD_REQUEST, METHOD_NOT_ALLOWED, NOT_FOUND

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from decision.address import read_query_strictly, repair_query
from decision.core.advice import advise
from decision.core.answers import AnswerError
from decision.core.as_json import document_advice, document_framework
from decision.core.framework import FrameworkError, load_framework
from decision.core.own_reading import read_contested
from decision.core.packages import PackageOffer, list_packages
from decision.core.schemas import find_schema_file
from decision.web.page_cache import View, publish
from headshot_advisor.errors import READING, refuse_program


def for_programs(view: View) -> View:
    """Let a view answer GET and HEAD, and refuse other methods as JSON.

    The middleware answers OPTIONS, and lets pages of all sites read the answer.
    """

    @wraps(view)
    def answer(request: HttpRequest, **arguments: str) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return refuse_program(f"This address takes {READING}.", METHOD_NOT_ALLOWED, headers={"Allow": READING})
        return view(request, **arguments)

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
    return describe_by(JsonResponse(document_advice(advise(framework, answers, offers), contested)), "advice-1")


@for_programs
@publish()
def send_framework_json(request: HttpRequest) -> HttpResponse:
    """Send one version of the rules, the newest unless `framework` names another."""
    query, _ = repair_query(request.GET, ("framework",))
    try:
        framework = load_framework(query.get("framework"))
    except FrameworkError as error:
        return refuse_program(str(error), BAD_REQUEST)
    return describe_by(JsonResponse(document_framework(framework)), "framework-1")


@for_programs
@publish()
def send_schema(request: HttpRequest, name: str) -> HttpResponse:
    """Send a JSON Schema by its name and version, such as advice-1."""
    file = find_schema_file(name)
    if file is None:
        return refuse_program(f"There is no schema {name!r}.", NOT_FOUND)
    return HttpResponse(file.read_bytes(), content_type="application/schema+json")


def describe_by(response: HttpResponse, schema: str) -> HttpResponse:
    """Return the response with a link to the schema that its document follows."""
    response["Link"] = (
        f'<{reverse("decision:schema", args=[schema])}>; rel="describedby"; type="application/schema+json"'
    )
    return response
