"""Threads for slow work, such as PDFs and pictures. Pages have other threads."""

import logging
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread

logger = logging.getLogger(__name__)

Work = Callable[[], None]


class HeavyQueue:
    """Client networks take turns, and each has one piece of work running at a time, so it delays only itself.

    `most_waiting` limits the queue of all networks, `most_of_one` that of one network.
    """

    def __init__(self, *, threads: int, most_waiting: int, most_of_one: int) -> None:
        self._most_waiting, self._most_of_one = most_waiting, most_of_one
        self._waiting: dict[str, deque[Work]] = {}  # the network whose turn comes next is first
        self._working: set[str] = set()
        self._changed = Condition()
        for _ in range(threads):
            Thread(target=self._serve, daemon=True).start()

    def add(self, network: str, work: Work) -> bool:
        """Queue a piece of work; return whether there was room for it."""
        with self._changed:
            of_network = self._waiting.get(network, deque())
            waiting = sum(map(len, self._waiting.values()))
            if waiting >= self._most_waiting or len(of_network) >= self._most_of_one:
                return False
            self._waiting.setdefault(network, of_network).append(work)
            self._changed.notify()
            return True

    def _serve(self) -> None:
        while True:
            network, work = self._take()
            try:
                work()
            except Exception:
                logger.exception("Heavy work failed.")
            with self._changed:
                self._working.remove(network)
                self._changed.notify()

    def _take(self) -> tuple[str, Work]:
        """Take the next piece of work; its network goes to the back of the queue."""
        with self._changed:
            while (network := self._find_next()) is None:
                self._changed.wait()
            works = self._waiting.pop(network)
            work = works.popleft()
            if works:
                self._waiting[network] = works
            self._working.add(network)
            return network, work

    def _find_next(self) -> str | None:
        """Return the network whose turn it is; "" is one, of peers without an address."""
        return next((network for network in self._waiting if network not in self._working), None)
