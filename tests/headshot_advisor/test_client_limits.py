import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory
from pytest_django import Settings

from headshot_advisor.client_address import find_client_network
from headshot_advisor.client_limits import has_room

pytestmark = pytest.mark.urls("tests.headshot_advisor.probe_urls")

FORM = "/read-body/"


@pytest.fixture(autouse=True)
def limits(settings: Settings) -> None:
    settings.REQUESTS_A_MINUTE = {"POST": 3, "/": 2}
    settings.TRUSTED_PROXIES = 1
    caches["limits"].clear()


def post(client: Client, address: str = "203.0.113.7") -> int:
    return client.post(FORM, headers={"X-Forwarded-For": address}).status_code


def test_a_client_is_refused_from_the_first_that_is_too_many(client: Client) -> None:
    assert [post(client) for _ in range(5)] == [200, 200, 200, 429, 429]


def test_the_refusal_says_when_to_come_back(client: Client) -> None:
    for _ in range(3):
        post(client)

    response = client.post(FORM, headers={"X-Forwarded-For": "203.0.113.7"})

    assert response["Retry-After"] == "60"
    assert "That was a lot in one minute" in response.content.decode()


def test_200_clients_do_not_get_into_each_others_way(client: Client) -> None:
    assert {post(client, f"198.51.100.{number}") for number in range(200)} == {200}


def test_pages_have_no_limit_but_those_that_are_named(client: Client) -> None:
    assert {client.get(FORM).status_code for _ in range(10)} == {200}
    assert [client.get("/").status_code for _ in range(3)] == [200, 200, 429]


def test_a_minute_later_it_is_forgotten(client: Client, rf: RequestFactory) -> None:
    request = rf.post(FORM, REMOTE_ADDR="203.0.113.7")
    counts = [has_room(request, "POST") for _ in range(4)]

    (key,) = caches["limits"]._expire_info  # type: ignore[attr-defined]
    caches["limits"]._expire_info[key] = 0  # type: ignore[attr-defined]  # as if the minute were over

    assert counts == [True, True, True, False]
    assert has_room(request, "POST")


def test_a_header_that_clients_write_helps_nobody(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 0

    assert [post(client, f"198.51.100.{number}") for number in range(4)] == [200, 200, 200, 429]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("", ""),
    ],
)
def test_the_addresses_of_one_household_count_as_one(rf: RequestFactory, address: str, network: str) -> None:
    assert find_client_network(rf.get("/", REMOTE_ADDR=address)) == network


def test_the_cache_holds_no_address(client: Client) -> None:
    post(client)

    assert "203.0.113.7" not in repr(caches["limits"]._cache)  # type: ignore[attr-defined]


def test_a_cache_that_is_gone_limits_nobody(settings: Settings, client: Client) -> None:
    gone = {"BACKEND": "headshot_advisor.cache.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:9"}
    settings.CACHES = settings.CACHES | {"limits": gone}

    statuses = {post(client) for _ in range(5)}

    assert statuses == {200}
