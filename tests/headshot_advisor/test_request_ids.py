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


def test_a_number_that_a_visitor_sends_is_not_believed(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1

    response = client.get("/", headers={"X-Request-ID": "0af7651916cd43dd8448eb211c80319c"})

    assert len(response["X-Request-ID"]) == 12


def test_a_fault_shows_the_number_that_its_log_line_has(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(JsonLines())

    response = Client(raise_request_exception=False).get("/fail/")

    number = response["X-Request-ID"]
    assert [json.loads(line)["request_id"] for line in caplog.text.splitlines()] == [number]
    assert f"<b>{number}</b>" in response.content.decode()


def test_no_number_outlives_its_request(client: Client) -> None:
    client.get("/")

    assert request_id.get() == ""
