"""The real server over a socket: what it answers without the site, and what slow clients cost others."""

import signal
import socket
from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus

import pytest
from django.conf import settings

from headshot_advisor.server.listener import BODIES_OF_ONE
from tests.preparing import find_migrated_database
from tools.harness.site import PATIENCE, Site

# Python 3.13 has another phrase than 3.11.
TOO_LARGE = f"HTTP/1.1 413 {HTTPStatus.REQUEST_ENTITY_TOO_LARGE.phrase}".encode()

HOST = b"Host: 127.0.0.1\r\n"
LAST = HOST + b"Connection: close\r\n"
LOOK = b"POST /check/ HTTP/1.1\r\n" + LAST
PAGE = b"GET /compare/ HTTP/1.1\r\n" + LAST + b"\r\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with one worker of two threads."""
    folder, migrated = tmp_path_factory.mktemp("site"), str(find_migrated_database())
    site = Site(
        folder,
        postgres="",
        migrated=migrated,
        WEB_THREADS="2",
        WEB_WORKERS="1",
        TRUSTED_PROXIES="1",
        PRESS_DIR=str(settings.PRESS_DIR),  # where other tests may have started its workers
    )
    with site.serve():
        yield site


def connect(site: Site) -> socket.socket:
    return socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE)


def read(line: socket.socket) -> bytes:
    """Return what the server sends until it closes the connection."""
    return b"".join(iter(lambda: line.recv(65_536), b""))


def exchange(site: Site, sent: bytes) -> tuple[bytes, bytes]:
    """Send bytes; return the first line and the rest of the answer."""
    with closing(connect(site)) as line:
        line.sendall(sent)
        first, _, rest = read(line).partition(b"\r\n")
        return first, rest


@pytest.mark.parametrize(
    ("sent", "status", "title"),
    [
        (b"nonsense\r\n\r\n", b"400", b"We cannot read this request"),
        (b"GET http://[ HTTP/1.1\r\n\r\n", b"400", b"We cannot read this request"),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400", b"We cannot read this request"),
        (b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", b"400", b"We cannot read this request"),
        (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\n\r\n", b"414", b"This address is too long"),
        (b"GET /" + b"a" * 8_001 + b" HTTP/1.1\r\n" + LAST + b"\r\n", b"414", b"This address is too long"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", b"431", b"Your browser sent too much"),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n", b"411", b"We cannot take this request"),
        (
            b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1000001\r\n\r\n",
            b"413",
            b"That is too much to send at once",
        ),
        (LOOK + b"Content-Length: 31000001\r\n\r\n", b"413", b"These files are too large"),
    ],
)
def test_what_cannot_be_used_gets_a_page_of_the_site(site: Site, sent: bytes, status: bytes, title: bytes) -> None:
    first, rest = exchange(site, sent)

    assert first.split()[1] == status
    assert b"<h1>" + title + b"</h1>" in rest
    assert b"Content-Security-Policy: " in rest
    assert b"X-Content-Type-Options: nosniff" in rest


def test_a_refusal_reaches_a_client_that_sends_all_the_same(site: Site) -> None:
    first, _ = exchange(site, LOOK + b"Content-Length: 31000001\r\n\r\n" + bytes(31_000_001))

    assert first == TOO_LARGE


def test_no_client_is_asked_to_send_a_body_that_is_refused(site: Site) -> None:
    first, _ = exchange(site, LOOK + b"Expect: 100-continue\r\nContent-Length: 31000001\r\n\r\n")

    assert first == TOO_LARGE


def test_a_client_is_asked_to_continue(site: Site) -> None:
    with closing(connect(site)) as line:
        line.sendall(LOOK + b"Expect: 100-continue\r\nContent-Length: 4\r\n\r\n")
        told = line.recv(100)
        line.sendall(b"a=b&")

        assert told == b"HTTP/1.1 100 Continue\r\n\r\n"
        assert read(line).startswith(b"HTTP/1.1 422 ")


def test_a_head_has_the_headers_and_no_body(site: Site) -> None:
    _, rest = exchange(site, PAGE.replace(b"GET", b"HEAD"))

    assert b"Content-Length: " in rest
    assert rest.endswith(b"\r\n\r\n")


def test_requests_of_one_connection_are_answered_in_order(site: Site) -> None:
    first = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"

    status, rest = exchange(site, first + PAGE)

    assert status == b"HTTP/1.1 200 OK"
    assert rest.index(b"\r\n\r\nok") < rest.index(b"HTTP/1.1 200 OK") < rest.index(b"</html>")


def test_a_script_name_is_not_believed(site: Site) -> None:
    headers = b"SCRIPT_NAME: /x\r\nScript-Name: /x\r\n"

    _, rest = exchange(site, PAGE.replace(b"\r\n\r\n", b"\r\n" + headers + b"\r\n"))

    assert b'href="/x' not in rest


def test_the_server_does_not_name_itself(site: Site) -> None:
    _, rest = exchange(site, PAGE)

    assert b"\r\nServer:" not in rest


def test_half_sent_requests_use_no_thread(site: Site) -> None:
    halves = [b"GET / HT", LOOK + b"Content-Length: 5000\r\n\r\nabc", b"POST /studio/inquiry/ HTTP/1.1\r\n" + LAST]
    lines = [connect(site) for _ in range(10) for _ in halves]
    for line, half in zip(lines, halves * 10, strict=True):
        line.sendall(half)

    first, _ = exchange(site, PAGE)

    for line in lines:
        line.close()
    assert first == b"HTTP/1.1 200 OK"


def test_bodies_of_one_network_leave_room_for_those_of_others(site: Site) -> None:
    size = 30_000_000
    of_one, of_another = (b"X-Forwarded-For: 198.51.100.%d\r\n" % number for number in (1, 2))
    head = LOOK + b"Content-Type: text/plain\r\nContent-Length: %d\r\n" % size
    with closing(connect(site)) as held, closing(connect(site)) as waiting:
        held.sendall(head + of_one + b"\r\n")
        waiting.sendall(head + of_one + b"\r\n")
        waiting.setblocking(False)  # the second half doesn’t fit into the buffer, so the connection fills up
        other, _ = exchange(site, head + of_another + b"\r\n" + bytes(size))
        sent = _send_what_fits(waiting, size)

    assert 2 * size > BODIES_OF_ONE
    assert other.startswith(b"HTTP/1.1 422 ")
    assert sent < size


def _send_what_fits(line: socket.socket, size: int) -> int:
    sent = 0
    try:
        while sent < size:
            sent += line.send(bytes(min(1_000_000, size - sent)))
    except BlockingIOError:
        pass
    return sent


def test_a_reload_refuses_no_request(site: Site) -> None:
    with closing(connect(site)) as line:
        line.sendall(LOOK + b"Content-Length: 4\r\n\r\na=")
        site.server.send_signal(signal.SIGHUP)
        pages = {exchange(site, PAGE)[0] for _ in range(20)}
        line.sendall(b"b&")

        assert read(line).startswith(b"HTTP/1.1 422 ")
    assert pages == {b"HTTP/1.1 200 OK"}
