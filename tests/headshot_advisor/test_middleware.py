"""Which requests are refused, and what every response carries."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from headshot_advisor.errors import TOO_BIG, UNREADABLE
from headshot_advisor.logs import JsonFormatter, request_id
from headshot_advisor.middleware import drop_refused_encodings

pytestmark = pytest.mark.urls("tests.headshot_advisor.probe_urls")

LONGEST = "a" * 7998
TOO_LONG = "a" * 7999

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def test_an_ordinary_request_reaches_its_view(client: Client) -> None:
    response = client.get("/?use=linkedin&viewer=recruiters")

    assert response.status_code == 200
    assert response.content == b"answered"


def test_the_longest_allowed_query_reaches_its_view(client: Client) -> None:
    response = client.get(f"/?a={LONGEST}")

    assert response.status_code == 200


@pytest.mark.parametrize("address", [f"/?a={TOO_LONG}", f"/{TOO_LONG}a"])
def test_a_too_long_address_is_refused(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 414
    assert "This address is too long" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/?use=%00", "/?use=link%00edin", "/?use=%FF", "/?use=%C3", "/?%80=1", "/a%00b", "/%FF", "/?use=%ED%A0%80"],
)
def test_nul_bytes_and_broken_utf_8_are_refused(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 400
    assert f"<h1>{UNREADABLE.title}</h1>" in response.content.decode()


@pytest.mark.parametrize("address", ["/?use=%C3%A9", "/?use=%F0%9F%98%80", "/?use=100%", "/?100%25"])
def test_any_readable_text_reaches_its_view(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200


@pytest.mark.parametrize("address", ["/日本", "/100%25", "/é"])
def test_a_readable_path_without_a_view_is_not_found(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404


def test_raw_bytes_that_are_no_utf_8_are_refused(client: Client) -> None:
    response = client.get("/", QUERY_STRING="use=\xff")

    assert response.status_code == 400


def test_a_body_over_one_megabyte_is_refused_unread(client: Client) -> None:
    response = client.post("/read-body/", b"a" * 1_000_001, content_type="text/plain")

    assert response.status_code == 413
    assert f"<h1>{TOO_BIG.title}</h1>" in response.content.decode()


def test_a_body_of_one_megabyte_reaches_its_view(client: Client) -> None:
    response = client.post("/read-body/", b"a" * 1_000_000, content_type="text/plain")

    assert response.status_code == 200


@pytest.mark.parametrize(("length", "status"), [("-1", 400), ("many", 400), ("9" * 5000, 413)])
def test_a_content_length_that_cannot_be_true_is_refused(client: Client, length: str, status: int) -> None:
    response = client.get("/", CONTENT_LENGTH=length)

    assert response.status_code == status


def test_a_refusal_carries_the_security_headers(client: Client) -> None:
    response = client.get("/?use=linkedin%00")

    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("address", ["/?use=linkedin", "/admin/sign-in/", "/missing/?use%3Dlinkedin"])
def test_addresses_with_answers_and_the_admin_are_kept_from_search_engines(client: Client, address: str) -> None:
    response = client.get(address)

    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("address", ["/", "/?utm_source=x&gad_source=1&_gl=1*a&trk=public", "/?shoes=red"])
def test_a_page_without_answers_may_be_indexed(client: Client, address: str) -> None:
    response = client.get(address)

    assert "X-Robots-Tag" not in response


def test_a_body_of_unknown_length_is_refused(client: Client) -> None:
    assert client.post("/", headers={"Transfer-Encoding": "chunked"}).status_code == 411


def test_each_answer_has_a_number_of_its_own(client: Client) -> None:
    numbers = [client.get(address)["X-Request-ID"] for address in ("/", "/", "/missing/", "/healthz")]

    assert len(set(numbers)) == 4
    assert {len(number) for number in numbers} == {12}


def test_a_number_that_a_visitor_sends_is_not_believed(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1

    response = client.get("/", headers={"X-Request-ID": "0af7651916cd43dd8448eb211c80319c"})

    assert len(response["X-Request-ID"]) == 12


def test_a_fault_shows_the_number_that_its_log_line_has(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(JsonFormatter())

    response = Client(raise_request_exception=False).get("/fail/")

    number = response["X-Request-ID"]
    assert [json.loads(line)["request_id"] for line in caplog.text.splitlines()] == [number]
    assert f"<b>{number}</b>" in response.content.decode()


def test_no_number_outlives_its_request(client: Client) -> None:
    client.get("/")

    assert request_id.get() == ""


@pytest.mark.parametrize(
    ("accepted", "passed_on"),
    [
        ("gzip;q=0", ""),
        ("gzip; q=0.0, br", " br"),
        ("GZIP;Q=0,identity", "identity"),
        ("gzip ; q = 0.000 , br", " br"),
        ("*;q=0", ""),
        ("br;q=0, gzip", " gzip"),
        ("identity;q=0, gzip;q=1", " gzip;q=1"),
        ("gzip;q=0.5, br", "gzip;q=0.5, br"),
        ("gzip;q=0.001", "gzip;q=0.001"),
        ("gzip;q=none,,;q=0", "gzip;q=none,"),
    ],
)
def test_an_encoding_that_a_client_refuses_is_taken_out(accepted: str, passed_on: str) -> None:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})

    drop_refused_encodings(lambda request: HttpResponse())(request)

    assert request.META["HTTP_ACCEPT_ENCODING"] == passed_on
