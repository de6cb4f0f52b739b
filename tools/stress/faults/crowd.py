"""People who use the site while it breaks: they read pages, want a PDF, and send an inquiry until it is confirmed."""

import re
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from itertools import count
from threading import Event, Thread
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from tools.harness.site import wait_until

PATIENCE = 60  # seconds

# What a person reads first: the summary of what went wrong, else the heading of the page.
HEADLINES = (re.compile(r'<div class="error-summary".*?<h2>(.*?)</h2>'), re.compile(r"<h1[^>]*>(.*?)</h1>"))


@dataclass(frozen=True, kw_only=True)
class Request:
    """A page that is asked for or, with `data`, a form that is sent; `client` is the address it comes from."""

    path: str
    client: str
    data: dict[str, str] | None = None


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 when nothing did."""

    status: int = 0
    location: str = ""
    body: bytes = b""

    @property
    def page(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")

    @property
    def headline(self) -> str:
        """What the person reads first, with the status."""
        if not self.status:
            return "no answer"
        found = HEADLINES[0].search(self.page) or HEADLINES[1].search(self.page)
        return f"“{unescape(found[1])}” ({self.status})" if found else str(self.status)


def ask(port: int, request: Request) -> Answer:
    """Ask a site on this machine."""
    headers = {"X-Forwarded-For": request.client}
    if request.data is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    method = "GET" if request.data is None else "POST"
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as browser:
            browser.request(method, request.path, urlencode(request.data or {}), headers)
            response = browser.getresponse()
            return Answer(response.status, response.headers.get("Location", ""), response.read())
    except (HTTPException, OSError):
        return Answer()


PEOPLE = 4
PAUSE = 0.1  # seconds between two visits of one person
RETRY_PAUSE = 0.3  # seconds until a person tries again

OPEN = "use=linkedin"
SETTLED = "use=linkedin&viewer=recruiters&place=nyc&budget=300-1049&selfies=good&current=none&deadline=flexible"
FIELDS = re.compile(r'name="(key|stamp|consent)"(?: id="\w+")? value="([^"]*)"')
SENT = re.compile(r"/studio/inquiry/sent/([^/]+)/")


class Crowd:
    """Some people at once, from the start of the block to its end. With `with_pdfs`, each also asks for a PDF."""

    def __init__(self, port: int, *, with_pdfs: bool) -> None:
        self.acknowledged: list[str] = []
        self.good: Counter[str] = Counter()
        """How often somebody got a page, a PDF, an inquiry confirmed."""
        self.seen: Counter[tuple[str, str]] = Counter()
        """How often somebody saw (what they asked for, what they read instead)."""
        self._port, self._with_pdfs = port, with_pdfs
        self._numbers = count()
        self._stop = Event()
        self._people = [Thread(target=self._live) for _ in range(PEOPLE)]

    def __enter__(self) -> Self:
        for person in self._people:
            person.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for person in self._people:
            person.join()

    def wait_for(self, more: int, what: str = "inquiry") -> None:
        """Return when this many more people got what they wanted."""
        enough = self.good[what] + more
        wait_until(lambda: self.good[what] >= enough)

    def wait_for_trouble(self, more: int) -> None:
        """Return when this many more people read something else."""
        enough = self.seen.total() + more
        wait_until(lambda: self.seen.total() >= enough)

    def _live(self) -> None:
        while not self._stop.wait(PAUSE):
            self._visit(next(self._numbers))

    def _visit(self, number: int) -> None:
        """Read two pages, print one, and send an inquiry, as somebody whom the site has not seen before."""
        client = f"10.{number % 250}.{number // 250}.1"
        self._want("page", Request(path=f"/advice/viewer/?{OPEN}", client=client))
        self._want("page", Request(path=f"/advice/result/?{SETTLED}", client=client))
        if self._with_pdfs:
            self._want("PDF", Request(path=f"/advice/report.pdf?{SETTLED}", client=client, data={"name": client}))
        self._send(number, f"/studio/inquiry/?{SETTLED if self._with_pdfs else OPEN}", client)

    def _send(self, number: int, path: str, client: str) -> None:
        """Open the form, and send the same words until they are confirmed."""
        form = self._want("page", Request(path=path, client=client))
        words = {"name": f"Person {number}", "email": f"person-{number}@example.org", "people": "1"}
        data = dict(FIELDS.findall(form.page)) | words
        answer = self._want("inquiry", Request(path=path, client=client, data=data), HTTPStatus.FOUND)
        if found := SENT.search(answer.location):
            self.acknowledged.append(found[1])

    def _want(self, what: str, request: Request, wanted: int = HTTPStatus.OK) -> Answer:
        """Try until it succeeds, and note what came instead."""
        while (answer := ask(self._port, request)).status != wanted:
            self.seen[what, answer.headline] += 1
            if self._stop.wait(RETRY_PAUSE):
                return answer
        self.good[what] += 1
        return answer
