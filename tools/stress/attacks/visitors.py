"""Other visitors, at addresses of their own: they read pages, and some want a PDF, a photo check or an inquiry."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import cycle
from secrets import token_hex
from threading import Event, Thread
from types import TracebackType
from typing import Self

from tools.stress.attacks.client import Answer, Client
from tools.stress.attacks.kinds import CHECK, SETTLED
from tools.stress.attacks.pictures import write_photo

PAGES = ("/", "/advice/?use=linkedin&viewer=recruiters&asked=viewer", f"/advice/result/?{SETTLED}", "/compare/")
PHOTO = 2000, 1500  # pixels; 2 MB
READERS = 3
PAUSE = 0.1  # seconds between two pages of one reader
RETRY_PAUSE = 1.0  # seconds until somebody who was told to wait tries again
LONGEST = 30.0  # seconds after which somebody gives up


@dataclass
class Record:
    """How long each page took, and each PDF, photo check or inquiry by its kind; and what failed."""

    pages: list[float] = field(default_factory=list)
    errands: dict[str, list[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    @property
    def slow_page(self) -> float:
        """Seconds within which 99 of 100 pages came."""
        return sorted(self.pages)[len(self.pages) * 99 // 100]

    @property
    def slowest_errand(self) -> float:
        """Seconds of the slowest PDF, photo check or inquiry."""
        return max(seconds for each in self.errands.values() for seconds in each)


class Visitors:
    """People who use the site during the block."""

    def __init__(self, port: int) -> None:
        self.record = Record()
        self._port = port
        self._stop = Event()
        lives = [self._run_errands, *[self._read_pages] * READERS]
        self._people = [Thread(target=life, args=[f"127.0.0.{2 + number}"]) for number, life in enumerate(lives)]

    def __enter__(self) -> Self:
        write_photo(*PHOTO)
        for person in self._people:
            person.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for person in self._people:
            person.join()

    def _read_pages(self, source: str) -> None:
        client = Client(self._port, source)
        for address in cycle(PAGES):
            began = time.monotonic()
            status = client.ask(address).status
            self.record.pages.append(time.monotonic() - began)
            if status not in (HTTPStatus.OK, HTTPStatus.FOUND):
                self.record.failures.append(f"page {address}: {status}")
            if self._stop.wait(PAUSE):
                return

    def _run_errands(self, source: str) -> None:
        client, photo = Client(self._port, source), write_photo(*PHOTO)
        errands: dict[str, tuple[int, Callable[[], Answer]]] = {
            "inquiry": (HTTPStatus.FOUND, lambda: client.send_inquiry(f"honest-{token_hex(4)}", [photo] * 2)),
            "PDF": (HTTPStatus.OK, lambda: client.post(f"/advice/report.pdf?{SETTLED}", {"name": token_hex(4)})),
            "photo check": (HTTPStatus.OK, lambda: client.upload(CHECK, {"way": "find"}, [("picture", photo)])),
        }
        for kind, (wanted, run) in cycle(errands.items()):
            self._run_errand(kind, wanted, run)
            has_all = len(self.record.errands) == len(errands)
            if has_all and self._stop.wait(PAUSE):
                return

    def _run_errand(self, kind: str, wanted: int, run: Callable[[], Answer]) -> None:
        """Try until it works, as a person does who is told to wait."""
        began = time.monotonic()
        while (answer := run()).status != wanted and time.monotonic() < began + LONGEST:
            if answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
                self.record.failures.append(f"{kind}: {answer.status}")
            time.sleep(RETRY_PAUSE)
        self.record.errands.setdefault(kind, []).append(time.monotonic() - began)
