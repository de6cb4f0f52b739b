import logging

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.headshot_advisor.probe_urls")


@pytest.fixture
def visitor() -> Client:
    """A browser: it sees the page for an error, never the exception."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("method", ["get", "head"])
def test_healthz_says_ok(visitor: Client, method: str) -> None:
    response = getattr(visitor, method)("/healthz")

    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain"
    assert "no-store" in response["Cache-Control"]


def test_healthz_body(visitor: Client) -> None:
    assert visitor.get("/healthz").content == b"ok"


def test_healthz_refuses_posts(visitor: Client) -> None:
    assert visitor.post("/healthz").status_code == 405


def test_a_program_gets_the_number_of_a_fault_as_json(visitor: Client) -> None:
    response = visitor.get("/fail.json")

    assert response.status_code == 500
    assert response.json() == {"error": f"Something failed on our side. Number {response['X-Request-ID']}."}
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("address", "status", "template"),
    [("/missing/", 404, "errors/404.html"), ("/forbid/", 403, "errors/403.html"), ("/fail/", 500, "errors/500.html")],
)
def test_what_goes_wrong_has_a_page(visitor: Client, address: str, status: int, template: str) -> None:
    response = visitor.get(address)

    assert response.status_code == status
    assert template in [used.name for used in response.templates]
    assert "Headshot Advisor" in response.content.decode()


def test_the_server_error_page_says_nothing_of_the_fault(visitor: Client) -> None:
    response = visitor.get("/fail/")

    assert "as if a view were wrong" not in response.content.decode()


def test_an_unknown_host_is_a_bad_request(visitor: Client) -> None:
    response = visitor.get("/", HTTP_HOST="elsewhere.example.org")

    assert response.status_code == 400
    assert "errors/400.html" in [used.name for used in response.templates]


def test_an_unknown_host_is_not_logged_as_an_error(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    visitor.get("/", HTTP_HOST="elsewhere.example.org")

    assert caplog.messages == []


def test_too_many_fields_are_a_bad_request(visitor: Client) -> None:
    response = visitor.post("/read-body/", {f"field{number}": "1" for number in range(501)})

    assert response.status_code == 400


def test_a_form_without_its_token_is_forbidden() -> None:
    response = Client(enforce_csrf_checks=True).post("/", {"name": "Ada"})

    assert response.status_code == 403
    assert "errors/form_refused.html" in [used.name for used in response.templates]


def test_logs_hold_no_query_string(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="django"):
        visitor.get("/missing/?use=press-kit")
        visitor.get("/fail/?use=press-kit")

    assert "/missing/" in caplog.text
    assert "press-kit" not in caplog.text
