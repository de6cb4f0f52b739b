"""Every response has the security headers: each route, files, refusals and server errors."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponseBase
from django.templatetags.static import static
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from headshot_advisor.middleware import PERMISSIONS

PLAIN = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# Their addresses hold a secret, which must not reach another site.
OWN_PAGE = "/studio/inquiry/own/"


def list_routes(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Yield an address for each route, with a value for each of its parameters."""
    for entry in resolver.url_patterns:
        address = before + fill_in(entry)
        if isinstance(entry, URLResolver):
            yield from list_routes(entry, address)
        else:
            yield address


def fill_in(entry: URLPattern | URLResolver) -> str:
    route = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        kind = next(kind for kind in ("int", "str", "slug", "path") if f"<{kind}:{name}>" in route or kind == "path")
        route = route.replace(f"<{kind}:{name}>", "1" if isinstance(converter, IntConverter) else "x")
    # The admin's own two: each app by name, and whatever is left.
    return route.replace("^(?P<app_label>auth|studio)/$", "studio/").replace("(?P<url>.*)$", "nothing/")


def find_missing(response: HttpResponseBase) -> dict[str, str | None]:
    """Return the headers that an answer lacks or has otherwise."""
    faults = {name: response.get(name) for name, value in PLAIN.items() if response.get(name) != value}
    if "frame-ancestors 'none'" not in response.get("Content-Security-Policy", ""):
        faults["Content-Security-Policy"] = response.get("Content-Security-Policy")
    if response.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        faults["Referrer-Policy"] = response.get("Referrer-Policy")
    return faults


def test_every_route_answers_with_them(db: None) -> None:
    browser = Client(raise_request_exception=False)
    answers = {address: browser.get(address) for address in list_routes(get_resolver())}

    faults = {address: missing for address, answer in answers.items() if (missing := find_missing(answer))}

    assert len(answers) > 100
    assert {status for answer in answers.values() if (status := answer.status_code) >= 500} == set()
    shared = {"/embed/height.js", *(path for path in answers if path.endswith(".json"))}
    assert faults == {path: {"Cross-Origin-Resource-Policy": "cross-origin"} for path in shared}


@pytest.mark.parametrize("address", ["/?use=%00", f"/?a={'a' * 8000}", "/nothing/here/"])
def test_refusals_carry_them(client: Client, address: str) -> None:
    assert find_missing(client.get(address)) == {}


@pytest.mark.urls("tests.headshot_advisor.probe_urls")
@pytest.mark.parametrize("address", ["/fail/", "/forbid/"])
def test_faults_carry_them(address: str) -> None:
    assert find_missing(Client(raise_request_exception=False).get(address)) == {}


@pytest.mark.parametrize("name", ["css/site.css", "js/site.js", "img/favicon.svg", "fonts/advisor-sans-400.woff2"])
def test_files_carry_them(client: Client, name: str) -> None:
    response = client.get(static(name))
    response.getvalue()

    assert find_missing(response) == {}
    assert "Access-Control-Allow-Origin" not in response


def test_only_the_social_card_may_be_shown_elsewhere(client: Client) -> None:
    response = client.get(static("img/card.png"))
    response.getvalue()

    assert find_missing(response) == {"Cross-Origin-Resource-Policy": "cross-origin"}


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=60)
def test_the_redirect_to_https_carries_them(client: Client) -> None:
    response = client.get("/compare/")

    assert response.status_code == 301
    assert find_missing(response) == {}


@override_settings(SECURE_HSTS_SECONDS=60, SECURE_HSTS_INCLUDE_SUBDOMAINS=True)
@pytest.mark.parametrize("address", ["/compare/", "/nothing/", "/?use=%00", static("css/site.css")])
def test_over_https_responses_have_hsts(client: Client, address: str) -> None:
    response = client.get(address, secure=True)
    response.getvalue()

    assert response["Strict-Transport-Security"] == "max-age=60; includeSubDomains"
