import pytest
from django.test import RequestFactory
from pytest_django import Settings

from headshot_advisor.client_address import find_client_network


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "203.0.113.7", "192.0.2.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        (2, "203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "198.51.100.9, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", "192.0.2.1"),
        (1, "[2001:db8:1:2::9]:4711", "2001:db8:1:2::"),
        (1, "nonsense", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(
    settings: Settings, rf: RequestFactory, proxies: int, header: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies

    request = rf.get("/", headers={"X-Forwarded-For": header}, REMOTE_ADDR="192.0.2.1")

    assert find_client_network(request) == address


def test_without_the_header_it_is_the_connection(settings: Settings, rf: RequestFactory) -> None:
    settings.TRUSTED_PROXIES = 1

    assert find_client_network(rf.get("/", REMOTE_ADDR="192.0.2.1")) == "192.0.2.1"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("", ""),
    ],
)
def test_the_addresses_of_one_network_count_as_one(rf: RequestFactory, address: str, network: str) -> None:
    assert find_client_network(rf.get("/", REMOTE_ADDR=address)) == network
