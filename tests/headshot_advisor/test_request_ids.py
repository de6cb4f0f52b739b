import json

import pytest
from django.test import Client
from pytest_django import Settings

from headshot_advisor.logs import JsonLines, request_id

pytestmark = pytest.mark.urls("tests.headshot_advisor.probe_urls")


def test_each_answer_has_a_number_of_its_own(client: Client) -> None:
    numbers = [client.get(address)["X-Request-ID"] for address in ("/", "/", "/missing/", "/healthz")]

    assert len(set(numbers)) == 4
    assert {len(number) for number in numbers} == {12}


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (1, "0af7651916cd43dd8448eb211c80319c", True),
        (0, "0af7651916cd43dd8448eb211c80319c", False),
        (1, "short", False),
        (1, "a" * 65, False),
        (1, "ada@example.org", False),
        (1, "number-one two", False),
    ],
)
def test_a_plain_number_is_taken_from_a_proxy_of_ours(
    settings: Settings, client: Client, proxies: int, given: str, is_taken: bool
) -> None:
    settings.TRUSTED_PROXIES = proxies

    response = client.get("/", headers={"X-Request-ID": given})

    assert (response["X-Request-ID"] == given) is is_taken


def test_a_fault_shows_the_number_that_its_log_line_has(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(JsonLines())

    response = Client(raise_request_exception=False).get("/fail/")

    number = response["X-Request-ID"]
    assert [json.loads(line)["request_id"] for line in caplog.text.splitlines()] == [number]
    assert f"<b>{number}</b>" in response.content.decode()


def test_no_number_outlives_its_request(client: Client) -> None:
    client.get("/")

    assert request_id.get() == ""
