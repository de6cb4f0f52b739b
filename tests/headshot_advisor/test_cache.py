"""The site works while its cache is unavailable: no page fails, and nobody waits."""

import logging
from collections.abc import Iterator
from contextlib import closing
from socket import create_server

import pytest
from django.core.cache import CacheHandler
from django.core.cache.backends.base import BaseCache
from django.test import Client
from pytest_django import Settings

from tests.studio.factories import RECRUITERS_QUERY

BACKEND = "headshot_advisor.cache.ForgivingRedisCache"
GONE = "redis://:secret@127.0.0.1:9"


def open_cache(address: str) -> BaseCache:
    return CacheHandler({"default": {"BACKEND": BACKEND, "LOCATION": address}})["default"]


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that accepts connections and never answers."""
    with closing(create_server(("127.0.0.1", 0))) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}"


def test_every_method_answers_like_an_empty_cache() -> None:
    cache = open_cache(GONE)

    assert cache.get("key") is None
    assert cache.get("key", "else") == "else"
    assert cache.get_many(["key"]) == {}
    assert "key" not in cache
    assert cache.set_many({"key": 1}) == ["key"]
    assert cache.add("key", 1) is True
    assert (cache.touch("key"), cache.delete("key")) == (False, False)
    assert cache.get_or_set("key", 1, 60) == 1
    cache.set("key", 1)
    cache.delete_many(["key"])
    cache.clear()
    with pytest.raises(ValueError, match="not found"):
        cache.incr("key")


def test_its_absence_is_logged_without_its_address(caplog: pytest.LogCaptureFixture) -> None:
    open_cache(GONE).get("key")

    assert caplog.record_tuples == [
        ("headshot_advisor.cache", logging.WARNING, "The cache is unavailable: ConnectionError.")
    ]


def test_nobody_waits_for_ever_for_one_that_is_silent(silent: str) -> None:
    assert open_cache(silent).get("key") is None


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", f"/advice/report.pdf?{RECRUITERS_QUERY}", "/studio/inquiry/"])
def test_pages_come_without_their_cache(client: Client, settings: Settings, address: str) -> None:
    settings.CACHES = {name: {"BACKEND": BACKEND, "LOCATION": GONE} for name in settings.CACHES}

    response = client.get(address)

    assert response.status_code == 200
