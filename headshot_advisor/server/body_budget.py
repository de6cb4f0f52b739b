"""How many bytes of request bodies one process holds at a time."""

from collections import Counter
from threading import Lock


class BodyBudget:
    """Memory for request bodies, in bytes. One client network gets at most `most_of_one`, so that others find room."""

    def __init__(self, *, most: int, most_of_one: int) -> None:
        self._most, self._most_of_one = most, most_of_one
        self._taken: Counter[str] = Counter()
        self._lock = Lock()

    def take(self, network: str, size: int) -> bool:
        """Reserve room for a body; return whether there was enough."""
        with self._lock:
            if self._taken[network] + size > self._most_of_one or self._taken.total() + size > self._most:
                return False
            self._taken[network] += size
            return True

    def give_back(self, network: str, size: int) -> None:
        """Free what was reserved."""
        with self._lock:
            self._taken[network] -= size
            self._taken += Counter()  # drops networks that hold nothing
