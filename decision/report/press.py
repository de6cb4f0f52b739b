"""The press: one low-priority process that turns HTML into PDF, for all web processes of a server.

`python -m decision.report.press SOCKET FONTS` serves until its standard input ends, which is when the process that
started it is gone, however it went. It holds no Django, no database and no network. A request is the key of a paper, a
line break and the HTML; the answer is the PDF, or nothing when it could not be drawn.
"""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decision.report.rendering import Renderer

NICENESS = 10  # the web goes first, yet a busy machine still gets its reports
LONGEST_DRAWING = 20.0
"""Seconds of processor time after which a timer ends the process in the middle of a drawing."""
MOST_WAITING = 64
"""Requests that the socket holds. Far more than there are: each web process keeps its own, smaller bound."""
SAMPLE = '<html lang="en"><title>Sample</title><h1>Sample</h1><p>Characteristically <b>hyphenated</b> paragraphs.'

logger = logging.getLogger(__name__)


def main(socket: Path, fonts: Path) -> None:
    """Serve on the socket. While another press holds it, stand by and take over when that one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the server, whose end is ours
    Thread(target=_end_with_starter, daemon=True).start()
    socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with socket.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        serve(socket, fonts)


def _end_with_starter() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def serve(socket: Path, fonts: Path) -> None:
    """Load everything, draw a sample, and only then listen: the first report is as fast as the others."""
    from decision.report.rendering import Renderer  # noqa: PLC0415  # a press that stands by stays small

    os.nice(NICENESS)
    renderer = Renderer(fonts)
    renderer.render(SAMPLE, "letter")
    socket.unlink(missing_ok=True)
    with Listener(str(socket), family="AF_UNIX", backlog=MOST_WAITING) as listener:
        while True:
            with suppress(OSError, EOFError), listener.accept() as connection:  # who asked may be gone by now
                _answer(connection, renderer)


def _answer(connection: Connection, renderer: Renderer) -> None:
    paper, _, html = connection.recv_bytes().decode().partition("\n")
    signal.setitimer(signal.ITIMER_PROF, LONGEST_DRAWING)
    try:
        pdf = renderer.render(html, paper)
    except Exception:
        logger.exception("A document could not be drawn.")
        pdf = b""
    signal.setitimer(signal.ITIMER_PROF, 0)
    connection.send_bytes(pdf)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
