"""One visitor misuses the site: what does everybody else notice? Each case fails above its figure.

Beacons while the database is locked, password resets while the mail server hangs, headers that only proxies write.
`python -m tools.stress misuse` starts a site of its own for it: two web processes of four threads each, on SQLite.
"""

import re
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from urllib.parse import urlencode

from tools.harness.hostile_headers import HOSTILE
from tools.harness.mail_sink import SILENCE, Sink
from tools.harness.site import Site

SLOWEST = 1.0  # seconds until a page is there, at the 99th percentile
SLOWEST_RESET = 5.0  # seconds; the mail server hangs for ten
BEACONS, ROUNDS, OFFICE_BEACONS, RESETS = 16, 60, 60, 14
PATIENCE = 60  # seconds
WORKERS_MET = 12  # times that each page is asked for, so that both processes answer
PAGES = ("/", "/advice/viewer/?use=linkedin", "/advice/result/?use=press-kit")
BEACON = "/studio/tally/?use=press-kit"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
OK, COUNTED, REDIRECT, TOO_MANY = 200, 204, 302, 429
MAKE_ACCOUNT = "from django.contrib.auth.models import User; User.objects.create_user('sam', 'sam@example.org', 'pass')"

# As the README's start has them: tests have more threads, and higher limits.
USUAL = {"WEB_WORKERS": "2", "WEB_THREADS": "4", "POSTS_A_MINUTE": "60", "TRUSTED_PROXIES": "1"}


@dataclass
class Reader:
    """Somebody at another address who reads pages meanwhile."""

    port: int
    seconds: list[float] = field(default_factory=list)
    failed: int = 0

    @contextmanager
    def read(self) -> Iterator[None]:
        """Read one page after the other for as long as the block takes."""
        stop = Event()
        thread = Thread(target=self._read_pages, args=(stop,))
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def _read_pages(self, stop: Event) -> None:
        while not stop.is_set():
            for page in PAGES:
                start = time.monotonic()
                status, _ = ask(self.port, "GET", page, client="198.51.100.1")
                self.seconds.append(time.monotonic() - start)
                self.failed += status != OK
            stop.wait(0.05)  # faster than any person

    @property
    def slowest(self) -> float:
        """The 99th percentile, in seconds."""
        return sorted(self.seconds)[len(self.seconds) * 99 // 100]


def main() -> None:
    """Run the cases one after the other; end with a sentence for each figure that was missed."""
    faults: list[str] = []
    with Sink() as mails, TemporaryDirectory() as folder:
        site = Site(Path(folder), postgres="", EMAIL_URL=mails.url, **USUAL)
        site.manage("shell", "--no-imports", "-c", MAKE_ACCOUNT)
        with site.serve():
            site.start_worker("--while", str(site.server.pid))
            warm_up(site.port)
            for case in (lock_and_count, hang_and_reset, send_headers):
                found = list(case(site, mails))
                print(f"{case.__name__}: {'; '.join(found) or 'as it should be'}", flush=True)
                faults += found
    if faults:
        sys.exit("\n".join(faults))


def warm_up(port: int) -> None:
    """Let both processes load what their first answers need."""
    for page in (*PAGES, BEACON.replace("tally", "inquiry"), "/admin/password-reset/"):
        with ThreadPoolExecutor(WORKERS_MET) as pool:
            list(pool.map(lambda _, page=page: ask(port, "GET", page), range(WORKERS_MET)))


def lock_and_count(site: Site, _mails: Sink) -> Iterator[str]:
    """Send beacons while the database is locked, then an office's beacons of a minute."""
    reader, origin = Reader(site.port), {"Origin": f"http://127.0.0.1:{site.port}"}
    with site.hold_writes(), reader.read(), ThreadPoolExecutor(BEACONS) as pool:
        statuses = list(pool.map(lambda number: send_beacon(site.port, origin, number), range(ROUNDS * BEACONS)))
    yield from judge("beacons while the database is locked", reader)
    if set(statuses) != {COUNTED}:
        yield f"Beacons were answered {sorted(set(statuses))}."
    office = "198.51.100.60"
    for _ in range(OFFICE_BEACONS):
        ask(site.port, "POST", BEACON, headers=origin, client=office)
    for page in ("/studio/inquiry/", "/admin/login/"):
        status = send_form(site.port, page, {"username": "sam", "password": "wrong"}, client=office)
        if status == TOO_MANY:
            yield f"After {OFFICE_BEACONS} beacons {page} answered {status}."


def send_beacon(port: int, origin: dict[str, str], number: int) -> int:
    """Report a result from one of many addresses, and return the status."""
    return ask(port, "POST", BEACON, headers=origin, client=f"192.0.2.{number % BEACONS + 1}")[0]


def hang_and_reset(site: Site, mails: Sink) -> Iterator[str]:
    """Ask for new passwords while the mail server says nothing."""
    mails.answers["connect"] = SILENCE
    reader = Reader(site.port)
    # One of each in turn, so that both are asked for under the same load.
    emails = ["sam@example.org", "nobody@example.org"] * RESETS
    with reader.read(), ThreadPoolExecutor(RESETS) as pool:
        taken = list(pool.map(lambda asked: time_reset(site.port, asked[1], asked[0]), enumerate(emails)))
    del mails.answers["connect"]
    yield from judge("resets while the mail server hangs", reader)
    known, unknown = median(taken[::2]), median(taken[1::2])
    print(f"  a reset took {known:.3f} s with an account, {unknown:.3f} s without", flush=True)
    if max(taken) > SLOWEST_RESET:
        yield f"A reset took {max(taken):.1f} s."


def time_reset(port: int, email: str, number: int) -> float:
    """Ask for a new password from an address of its own; return how long that took, in seconds."""
    start = time.monotonic()
    status = send_form(port, "/admin/password-reset/", {"email": email}, client=f"203.0.113.{number}")
    if status != REDIRECT:
        raise ValueError(f"A reset was answered {status}.")
    return time.monotonic() - start


def send_headers(site: Site, _mails: Sink) -> Iterator[str]:
    """Send every header of proxies, and those that gunicorn itself may take, to pages that nobody has asked for yet."""
    lines = [f"{name}: {value}" for name, value in HOSTILE.items()]
    lines += ["SCRIPT_NAME: /x", "SCRIPT_NAME: /privacy", "PATH_INFO: /privacy/", "X_FORWARDED_HOST: evil.example.org"]
    for number, line in enumerate(lines):
        page, twin = (f"/advice/viewer/?use=linkedin&utm_{kind}={number}" for kind in ("one", "two"))
        for _ in range(WORKERS_MET):
            send_raw(site.port, page, line)
            send_raw(site.port, "/privacy/", line)
        clean = {ask(site.port, "GET", address)[1] for address in (page, twin) for _ in range(WORKERS_MET)}
        home = ask(site.port, "GET", "/privacy/")[1]
        if len(clean) != 1 or b"<h1>Privacy</h1>" not in home:
            yield f"After “{line}” the next page is another one."


def judge(what: str, reader: Reader) -> Iterator[str]:
    """Print what the reader noticed; yield a sentence if it was too much."""
    print(f"  {what}: {len(reader.seconds)} pages, 99 % within {reader.slowest:.2f} s", flush=True)
    if reader.slowest > SLOWEST or reader.failed:
        yield f"With {what}, pages took {reader.slowest:.2f} s, and {reader.failed} failed."


def ask(
    port: int, method: str, path: str, *, headers: dict[str, str] | None = None, client: str = "192.0.2.1"
) -> tuple[int, bytes]:
    """Return status and body of the answer."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request(method, path, headers={"X-Forwarded-For": client, **(headers or {})})
        response = connection.getresponse()
        return response.status, response.read()


def send_form(port: int, path: str, data: dict[str, str], *, client: str) -> int:
    """Open a form, send it back with the token and cookie that it came with, if any, and return the status."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path, headers={"X-Forwarded-For": client})
        page: HTTPResponse = connection.getresponse()
        cookie = page.headers.get("Set-Cookie", "").partition(";")[0]
        if token := TOKEN.search(page.read().decode()):
            data = {"csrfmiddlewaretoken": token[1], **data}
        headers = {
            "X-Forwarded-For": client,
            "Cookie": cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", path, urlencode(data), headers)
        response = connection.getresponse()
        response.read()
        return response.status


def send_raw(port: int, path: str, line: str) -> None:
    """Send a request with one header as it is written, and ignore the answer."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{line}\r\nConnection: close\r\n\r\n"
    with closing(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)) as connection:
        connection.sendall(request.encode())
        while connection.recv(65_536):
            pass
