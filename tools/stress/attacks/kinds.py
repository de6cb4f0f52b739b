"""The attacks themselves. Each runs in a process of its own, from one address, until it is ended."""

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from itertools import cycle
from secrets import token_hex
from socket import socket
from threading import Thread

from tools.harness.site import Site
from tools.stress.attacks.client import Client
from tools.stress.attacks.pictures import write_photo, write_scans

SETTLED = "use=linkedin&viewer=recruiters&place=nyc&budget=300-1049&selfies=good&current=none&deadline=flexible"
CHECK = "/check/?use=linkedin"
BIG_PHOTO = 3400, 3400  # pixels; 7 MB
HALF_SENT = (
    b"POST /check/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000000\r\n\r\n",
    b"POST /studio/inquiry/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 20000\r\n\r\n",
    b"GET / HTTP/1.1\r\nX-Slow: ",
)


def drip(client: Client, connections: int) -> None:
    """Send one byte a second into bodies and headers, each on a connection of its own that is opened again."""
    starts = cycle(HALF_SENT)
    held: list[socket] = []
    while True:
        while len(held) < connections:
            line = client.connect()
            line.sendall(next(starts))
            held.append(line)
        time.sleep(1)
        held = [line for line in held if _send_byte(line)]


def _send_byte(line: socket) -> bool:
    with suppress(OSError):
        line.sendall(b"x")
        return True
    line.close()
    return False


def request_pdfs_and_checks(client: Client, connections: int) -> None:
    """Request new PDFs and photo checks on every connection without a pause."""
    photo = write_photo(*BIG_PHOTO)

    def request_pdf() -> None:
        client.post(f"/advice/report.pdf?{SETTLED}", {"name": token_hex(4)})

    def request_check() -> None:
        client.upload(CHECK, {"way": "find"}, [("picture", photo)])

    _repeat([request_pdf, request_check], connections)


def send_inquiries(client: Client, connections: int) -> None:
    """Send inquiries with three photos of 7 MB on every connection without a pause."""
    photos = [write_photo(*BIG_PHOTO)] * 3
    _repeat([lambda: client.send_inquiry(token_hex(4), photos)], connections)


def send_scans(client: Client, connections: int) -> None:
    """Send small files that ask for much work, as photos of inquiries and for the photo check."""
    photo = write_scans(1500)
    _repeat(
        [
            lambda: client.send_inquiry(token_hex(4), [photo] * 3),
            lambda: client.upload(CHECK, {"way": "find"}, [("picture", photo)]),
        ],
        connections,
    )


def _repeat(acts: list[Callable[[], object]], connections: int) -> None:
    """Let each of this many threads do one of the acts again and again."""

    def live(act: Callable[[], object]) -> None:
        while True:
            act()
            time.sleep(0.05)  # an attacker who is refused at once must not take the machine's processors from the site

    threads = [Thread(target=live, args=[act], daemon=True) for act, _ in zip(cycle(acts), range(connections))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@dataclass(frozen=True, kw_only=True)
class Attack:
    """What one address does on this many connections."""

    name: str
    before: str
    """What it did to the site before the site could withstand it."""
    run: Callable[[Client, int], None]
    around: Callable[[Site], AbstractContextManager[object]] = lambda _site: nullcontext()


ATTACKS = (
    Attack(
        name="Connections that drip a byte a second into bodies and headers",
        before="no page answered",
        run=drip,
    ),
    Attack(
        name="PDFs and photo checks without a pause",
        before="pages waited 11 to 14 s",
        run=request_pdfs_and_checks,
    ),
    Attack(
        name="Inquiries with three photos of 7 MB",
        before="a page waited 24 s, web workers of 424 MB",
        run=send_inquiries,
    ),
    Attack(
        name="A JPEG of 1,500 scans, in inquiries and photo checks",
        before="36 s of processor time for each",
        run=send_scans,
    ),
)


def run_attack(name: str, client: Client, connections: int) -> None:
    """Run an attack at a lower priority than the site has: in the world it runs on a machine of its own."""
    os.nice(5)
    next(attack for attack in ATTACKS if attack.name == name).run(client, connections)
