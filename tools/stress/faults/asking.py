"""Requests as a browser sends them, whatever the answer."""

import re
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

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
