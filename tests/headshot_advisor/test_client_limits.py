"""How much one network may send: within and over the limit, by path, by bytes, and who isn’t limited."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from headshot_advisor.errors import TOO_MANY, add_wait

pytestmark = pytest.mark.urls("tests.headshot_advisor.probe_urls")

FORM = "/read-body/"


@pytest.fixture(autouse=True)
def limits(settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    settings.LIMITS = {"POST": (3, 60), "/": (2, 60), "POST /missing/": (1, 60), "upload bytes": (1000, 86_400)}
    settings.TRUSTED_PROXIES = 1


def post(client: Client, address: str = "203.0.113.7", path: str = FORM, body: bytes = b"") -> int:
    headers = {"X-Forwarded-For": address}
    return client.post(path, data=body, content_type="application/octet-stream", headers=headers).status_code


def test_a_client_is_refused_from_the_first_that_is_too_many(client: Client) -> None:
    assert [post(client) for _ in range(5)] == [200, 200, 200, 429, 429]


def test_the_refusal_says_when_to_try_again(client: Client) -> None:
    for _ in range(3):
        post(client)

    response = client.post(FORM, headers={"X-Forwarded-For": "203.0.113.7"})

    assert 0 < int(response["Retry-After"]) <= 60
    assert "Please go back and try again in a minute." in response.content.decode()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "a minute"), (60, "a minute"), (61, "2 minutes"), (3541, "an hour"), (3600, "an hour"), (86_400, "24 hours")],
)
def test_the_waiting_time_is_written_in_words(seconds: int, words: str) -> None:
    refusal = add_wait(TOO_MANY, seconds)

    assert refusal.message.endswith(f"try again in {words}.")
    assert refusal.retry_after == seconds


def test_the_log_names_the_limit_and_nobody(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(4):
        post(client)

    records = [record for record in caplog.records if record.name == "headshot_advisor.rate_limit"]

    assert [(record.levelname, record.getMessage(), record.args) for record in records] == [
        ("WARNING", "Over the limit “POST”.", {"limit": "POST"})
    ]


def test_200_clients_do_not_get_into_each_others_way(client: Client) -> None:
    assert {post(client, f"198.51.100.{number}") for number in range(200)} == {200}


def test_an_ipv6_network_is_one_client(client: Client) -> None:
    assert [post(client, f"2001:db8:1:2::{number}") for number in range(1, 5)] == [200, 200, 200, 429]


def test_pages_have_no_limit_but_those_that_are_named(client: Client) -> None:
    assert {client.get(FORM).status_code for _ in range(10)} == {200}
    assert [client.get("/").status_code for _ in range(3)] == [200, 200, 429]


def test_a_form_with_its_own_limit_does_not_count_for_others(client: Client) -> None:
    assert [post(client, path="/missing/") for _ in range(4)] == [404, 429, 429, 429]
    assert [post(client) for _ in range(4)] == [200, 200, 200, 429]


def test_sixty_beacons_leave_an_offices_inquiry_and_sign_in_alone(settings: Settings) -> None:
    from headshot_advisor import settings as real  # noqa: PLC0415  the limits as they are outside of tests

    settings.LIMITS = real.LIMITS
    office, client = {"X-Forwarded-For": "203.0.113.7"}, Client()

    beacons = {client.post("/studio/tally/", headers=office).status_code for _ in range(200)}

    assert 429 not in beacons
    assert client.post("/studio/inquiry/", headers=office).status_code != 429
    assert client.post("/admin/login/", headers=office).status_code != 429


def test_bytes_of_pictures_are_counted_by_the_day(client: Client, settings: Settings) -> None:
    settings.LARGEST_BODIES = {"read-body": 2_000_000}
    settings.LIMITS = settings.LIMITS | {"POST": (100, 60)}

    statuses = [post(client, body=b"x" * 400) for _ in range(3)]

    assert statuses == [200, 200, 429]
    assert post(client, "198.51.100.9", body=b"x" * 400) == 200


def test_a_refused_picture_may_be_sent_the_next_day(client: Client, settings: Settings) -> None:
    settings.LARGEST_BODIES = {"read-body": 2_000_000}

    response = client.post(FORM, data=b"x" * 1001, content_type="application/octet-stream")

    assert response.status_code == 429
    assert response["Retry-After"] == "86400"
    assert "in 24 hours, or send the form without pictures." in response.content.decode()


def test_a_header_set_by_the_client_is_ignored(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 0

    assert [post(client, f"198.51.100.{number}") for number in range(4)] == [200, 200, 200, 429]


def test_the_file_holds_no_address(client: Client, tmp_path: Path) -> None:
    post(client)

    assert [file for file in tmp_path.iterdir() if b"203.0.113.7" in file.read_bytes()] == []
