"""A browser of the load: it is cheap to run, keeps its cookies, and records the answers."""

import asyncio
import gzip
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

LONGEST = 60  # seconds for one answer
NO_ANSWER = 0
"""The status that is noted when none came."""


@dataclass
class Record:
    """What all browsers together were answered, by the kind of request."""

    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: set[str] = field(default_factory=set)
    """References of the inquiries that the site confirmed."""

    def note(self, kind: str, status: int, seconds: float) -> None:
        """Note one answer."""
        self.statuses[kind][status] += 1
        self.seconds[kind].append(seconds)


@dataclass(frozen=True)
class Answer:
    """What came back; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Browser:
    """One person behind the proxy in front of the site, at an address of their own."""

    def __init__(self, port: int, address: str, record: Record) -> None:
        self._port, self._record = port, record
        self.cookies: SimpleCookie = SimpleCookie()
        self._headers = {
            "Host": "127.0.0.1",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            "X-Forwarded-For": address,
            "X-Forwarded-Proto": "https",
            "Origin": "https://127.0.0.1",
        }

    async def get(self, kind: str, address: str, *, htmx: bool = False) -> Answer:
        """Ask for a page, or for its fragment."""
        return await self._ask(kind, f"GET {address}", {"HX-Request": "true"} if htmx else {})

    async def post(self, kind: str, address: str, data: dict[str, str]) -> Answer:
        """Send a form."""
        body = urlencode(data).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        return await self._ask(kind, f"POST {address}", headers, body)

    async def _ask(self, kind: str, line: str, headers: dict[str, str], body: bytes = b"") -> Answer:
        began = time.monotonic()
        try:
            async with asyncio.timeout(LONGEST):
                answer = await self._exchange(line, {**self._headers, **headers}, body)
        except (OSError, TimeoutError, ValueError):
            answer = Answer(NO_ANSWER, {}, b"")
        self._record.note(kind, answer.status, time.monotonic() - began)
        return answer

    async def _exchange(self, line: str, headers: dict[str, str], body: bytes) -> Answer:
        """Send a request on a connection of its own, as a plain proxy does, and read until the server hangs up."""
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(f"{line} HTTP/1.1\r\n{head}\r\n".encode() + body)
            return self.read(await reader.read(-1))
        finally:
            writer.close()

    def read(self, received: bytes) -> Answer:
        """Parse an answer; ValueError when it is cut off."""
        head, _, body = received.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        if len(body) < int(headers.get("content-length", 0)):
            raise ValueError("The answer is cut.")
        return Answer(int(status.split()[1]), headers, body)
