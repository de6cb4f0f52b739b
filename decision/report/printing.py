"""The web's side of the press: send it a document, start it when it is not there, wait no longer than is decent."""

import os
import subprocess
import sys
import time
from functools import cache
from hashlib import sha256
from multiprocessing.connection import Client, Connection
from pathlib import Path
from threading import BoundedSemaphore, Lock

from django.conf import settings

LONGEST_START = 20.0  # seconds; two on an idle machine
LONGEST_WAIT = 60.0  # seconds for one document, the queue before it included
PATIENCE = 0.05  # seconds between two looks whether the press has come up


class PressBusyError(Exception):
    """As many documents as we allow are being drawn already, or the press did not come to ours in time."""


class PressError(Exception):
    """The document could not be drawn."""


_places = BoundedSemaphore(settings.DOCUMENTS_AT_ONCE)
_starting = Lock()
_started: list[subprocess.Popen[bytes]] = []
"""The presses that this process started. A press lives as long as the pipe to it, so it must not be collected."""


def print_document(html: str, paper: str) -> bytes:
    """Return the document as PDF/UA-1; `paper` is a key of PAPERS.

    Raises:
        PressBusyError: try again in some seconds.
        PressError: this document cannot be drawn.
    """
    if not _places.acquire(blocking=False):
        raise PressBusyError("All places at the press are taken.")
    try:
        with _connect() as connection:
            pdf = _exchange(connection, f"{paper}\n{html}".encode())
    finally:
        _places.release()
    if not pdf:
        raise PressError("The press could not draw the document.")
    return pdf


def _exchange(connection: Connection, request: bytes) -> bytes:
    try:
        connection.send_bytes(request)
        if connection.poll(LONGEST_WAIT):
            return connection.recv_bytes()
    except (OSError, EOFError) as error:
        start_press()  # it was ended, by its own timer or by hand: the next document shall not wait for a new one
        raise PressBusyError("The press ended while it drew the document.") from error
    raise PressBusyError("The press did not come to the document in time.")


def _connect() -> Connection:
    """Return a connection to the press, which is started when it is not there."""
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline:
        try:
            return Client(str(find_socket()), family="AF_UNIX")
        except OSError:
            start_press()
            time.sleep(PATIENCE)
    raise PressBusyError("The press did not start.")


def start_press() -> None:
    """Start the press unless this process has one running; beside that of another process it stands by."""
    with _starting:
        if any(press.poll() is None for press in _started):
            return
        command = [sys.executable, "-m", "decision.report.press", str(find_socket()), str(settings.FONTS_DIR)]
        press = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=settings.BASE_DIR)  # noqa: S603  # our own module
        _started[:] = [press]


def is_press_ready() -> bool:
    """Whether the press answers right now."""
    try:
        Client(str(find_socket()), family="AF_UNIX").close()
    except OSError:
        return False
    return True


@cache
def find_socket() -> Path:
    """Return the socket of the press for this release: a press of older code is left to those who started it."""
    here = Path(__file__).parent
    code = b"".join((here / name).read_bytes() for name in ("press.py", "rendering.py", "report.css"))
    return settings.PRESS_DIR / f"{sha256(code + os.fsencode(sys.prefix)).hexdigest()[:12]}.sock"
