"""The Content-Security-Policy is django-csp’s, whether cached or built for one response."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.decorators import csp_exempt, csp_update
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from headshot_advisor.middleware import ContentPolicyMiddleware


def show(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def answer(view: Callable[[HttpRequest], HttpResponseBase]) -> HttpResponseBase:
    """Return the answer of a view with its policy."""
    request = RequestFactory().get("/")
    return ContentPolicyMiddleware(view).process_response(request, view(request))


def test_a_page_has_the_policy_of_the_settings() -> None:
    response = answer(show)

    assert response[HEADER] == build_policy()


def test_a_view_can_change_its_policy() -> None:
    response = answer(csp_update({"img-src": ["data:"]})(show))

    assert response[HEADER] == build_policy(update={"img-src": ["data:"]})


def test_a_view_can_do_without() -> None:
    response = answer(csp_exempt()(show))

    assert HEADER not in response


def test_a_policy_set_by_hand_stays() -> None:
    def set_policy(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={HEADER: "default-src 'none'"})

    assert answer(set_policy)[HEADER] == "default-src 'none'"
