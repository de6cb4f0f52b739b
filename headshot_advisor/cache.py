"""A shared cache that may fail: while it is unavailable it counts as empty, and the site works without it."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# Seconds for which a request waits for the cache. A nearby cache answers in a thousandth of that.
TIMEOUT = 0.5


def ask(method: Callable[..., Any], *arguments: object, empty: object = None) -> Any:  # noqa: ANN401  any value
    """Call a method of the cache; return `empty` when the cache is unavailable."""
    try:
        return method(*arguments)
    except RedisError as error:
        # The text of the error may hold the address of the cache with its password.
        logger.warning("The cache is unavailable: %s.", type(error).__name__)
        return empty


class ForgivingRedisCache(RedisCache):
    """Django's cache on Redis or Valkey. When it fails, every method answers as an empty cache would."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        waits = {"socket_connect_timeout": TIMEOUT, "socket_timeout": TIMEOUT}
        super().__init__(server, {**params, "OPTIONS": waits | params.get("OPTIONS", {})})

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:  # noqa: ANN401  any value
        return ask(super().get, key, default, version, empty=default)

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        return dict(ask(super().get_many, keys, version, empty={}))

    def has_key(self, key: str, version: int | None = None) -> bool:
        return bool(ask(super().has_key, key, version, empty=False))

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:  # noqa: ANN401  any value
        ask(super().set, key, value, timeout, version)

    def set_many(
        self, data: dict[str, Any], timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[str]:
        return list(ask(super().set_many, data, timeout, version, empty=data))

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:  # noqa: ANN401  any value
        return bool(ask(super().add, key, value, timeout, version, empty=True))

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(ask(super().touch, key, timeout, version, empty=False))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        count: int | None = ask(super().incr, key, delta, version)
        if count is None:
            raise ValueError(f"Key {key!r} not found.")
        return count

    def count(self, key: str, amount: int, seconds: int) -> tuple[int, float] | None:
        """Add to a count that restarts after `seconds`; return it and the seconds left. One round trip.

        None when the cache is unavailable.
        """
        counted = ask(self._count, self.make_and_validate_key(key), amount, seconds)
        return counted and (int(counted[0]), counted[1] / 1000)

    def _count(self, key: str, amount: int, seconds: int) -> tuple[int, int]:
        pipeline = self._cache.get_client(key, write=True).pipeline()
        pipeline.set(key, 0, ex=seconds, nx=True)
        pipeline.incrby(key, amount)
        pipeline.pttl(key)
        _, count, left = pipeline.execute()
        return count, left

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(ask(super().delete, key, version, empty=False))

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        ask(super().delete_many, keys, version)

    def clear(self) -> None:
        ask(super().clear)
