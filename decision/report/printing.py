"""The web's side of the press: send it a document, start it when it is not there, wait no longer than is decent."""

import os
import struct
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from multiprocessing.connection import Client, Connection
from pathlib import Path
from socket import AF_UNIX, SO_PEERCRED, SOL_SOCKET
from socket import socket as Socket  # noqa: N812  # `socket` is the path here
from threading import BoundedSemaphore, Lock

from django.conf import settings

LONGEST_DRAWING = 20.0  # seconds of processor time; a report takes less than one, a team of 500 four
LONGEST_START = 30.0  # seconds; two on an idle machine
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
        pdf = _send(f"{paper}\n{html}".encode())
    finally:
        _places.release()
    if not pdf:
        raise PressError("The press could not draw the document.")
    return pdf


def _send(request: bytes) -> bytes:
    """Return the answer of the press; one more try when it ended before it took the document up."""
    for _ in range(2):
        with _connect() as connection, suppress(ConnectionError):
            return _exchange(connection, request)
    raise PressBusyError("The press ends again and again.")


def _exchange(connection: Connection, request: bytes) -> bytes:
    connection.send_bytes(request)
    if not connection.poll(LONGEST_WAIT):
        raise PressBusyError("The press did not come to the document in time.")
    try:
        return connection.recv_bytes()
    except EOFError as error:
        raise PressBusyError("The document took too long, or the press ended.") from error


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
        for ended in _started:
            ended.communicate()
        _started[:] = [run_press(find_socket(), LONGEST_DRAWING)]


def run_press(socket: Path, longest: float) -> subprocess.Popen[bytes]:
    """Return a new press process, which ends with its standard input."""
    command = [sys.executable, "-m", "decision.report.press", str(socket), str(settings.FONTS_DIR), str(longest)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, cwd=settings.BASE_DIR)  # noqa: S603  # our own module


def end_press() -> None:
    """End the press that this process started, if it did."""
    with _starting:
        for press in _started:
            press.communicate()  # closes its input, which it takes as the end
        _started.clear()


def find_press() -> int:
    """Return the process id of the press that listens.

    Raises:
        OSError: none does.
    """
    with Socket(AF_UNIX) as ours:
        ours.connect(str(find_socket()))
        process, _user, _group = struct.unpack("3i", ours.getsockopt(SOL_SOCKET, SO_PEERCRED, 12))
    return int(process)


def is_press_ready() -> bool:
    """Whether the press answers right now."""
    try:
        return find_press() > 0
    except OSError:
        return False


@cache
def find_socket() -> Path:
    """Return the socket of the press for this release: a press of older code is left to those who started it."""
    here = Path(__file__).parent
    code = b"".join((here / name).read_bytes() for name in ("press.py", "rendering.py", "report.css"))
    return settings.PRESS_DIR / f"{sha256(code + os.fsencode(sys.prefix)).hexdigest()[:12]}.sock"
