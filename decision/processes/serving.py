"""The process's side: serve one request after the other on a socket, at low priority, until the starter is gone.

A request and its answer are bytes; an empty answer means that the work failed.
"""

import fcntl
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from threading import Thread

Work = Callable[[bytes], bytes]

NICENESS = 10  # the web goes first, yet a busy machine still gets its documents
MOST_WAITING = 64
"""Requests that the socket holds. Far more than there are: each web process keeps its own, smaller bound."""

logger = logging.getLogger(__name__)


def serve_beside(socket: Path, load: Callable[[], Work], *, longest: float) -> None:
    """Serve on the socket until standard input ends, which is when the process that started this one is gone,
    however it went. While another process holds the socket, stand by and take over when that one ends.

    `load` gets everything ready and returns the work; `longest` are seconds of processor time after which a timer
    ends the process in the middle of a piece of work.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the server, whose end is ours
    Thread(target=_end_with_starter, daemon=True).start()
    socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with socket.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _serve(socket, load, longest)


def _end_with_starter() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def _serve(socket: Path, load: Callable[[], Work], longest: float) -> None:
    """Load everything, and only then listen: the first answer is as fast as the others."""
    os.nice(NICENESS)
    work = load()
    socket.unlink(missing_ok=True)
    with Listener(str(socket), family="AF_UNIX", backlog=MOST_WAITING) as listener:
        while True:
            with suppress(OSError, EOFError), listener.accept() as connection:  # who asked may be gone by now
                _answer(connection, work, longest)


def _answer(connection: Connection, work: Work, longest: float) -> None:
    request = connection.recv_bytes()
    signal.setitimer(signal.ITIMER_PROF, longest)
    try:
        answer = work(request)
    except Exception:
        logger.exception("A piece of work failed.")
        answer = b""
    signal.setitimer(signal.ITIMER_PROF, 0)
    connection.send_bytes(answer)
