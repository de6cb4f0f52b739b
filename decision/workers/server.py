"""The process's side: one request after the other on a socket, at low priority, until the process that started it ends.

A request and its answer are bytes; an empty answer means that the work failed. Everything is loaded once, and each
request is worked on in a fork. So nothing that is left behind adds up, and work that takes too long or crashes ends its
own fork and not the process.
"""

import fcntl
import gc
import logging
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from socket import AF_UNIX, socket
from tempfile import TemporaryDirectory
from typing import IO

from headshot_advisor.logs import log_to_stderr

Receive = Callable[[], bytes]
Work = Callable[[Receive], bytes]
"""It receives the request itself, so that nobody else holds a large one while it is worked on."""

NICENESS = 2  # the web goes first; at 5, a PDF took 13 s while one client sent photo after photo, and at 10, 20 s
RETRY_PAUSE = 0.2  # seconds between two tries to take over
MOST_WAITING = 64
"""Requests that the socket holds. Far more than there are: each web process keeps its own, smaller bound."""

FAILED = b""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What one piece of work may take: `seconds` of processor time, `memory` in bytes beyond what is loaded already,
    open `files`, and whether it may write any."""

    seconds: float
    memory: int
    files: int
    may_write: bool = False

    def apply(self) -> None:
        """Set them for this process, for good."""
        signal.setitimer(signal.ITIMER_PROF, self.seconds)  # its signal ends the process
        loaded = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (loaded + self.memory,) * 2)
        resource.setrlimit(resource.RLIMIT_NOFILE, (self.files,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold the picture
        if not self.may_write:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def serve(path: Path, load: Callable[[], Work], limits: Limits) -> None:
    """Serve on the socket at `path` until standard input ends, which it does when the process that started this
    one ends in any way. While another process holds the socket, wait, and take over when that one ends.

    `load` gets everything ready and returns the work; a piece that goes beyond the limits is given up.
    """
    log_to_stderr()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the server, whose end is ours
    os.umask(0o077)  # the socket is for this account alone, and so is what libraries leave behind
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        while not _take(lock):
            if select.select([sys.stdin], [], [], RETRY_PAUSE)[0]:
                return
        _listen(path, load, limits)


def _take(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _listen(path: Path, load: Callable[[], Work], limits: Limits) -> None:
    """Load everything, and only then listen: the first answer is as fast as the others."""
    os.nice(NICENESS)
    # Killed libraries leave files there; the next process removes them.
    scratch = path.with_suffix(".tmp")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    tempfile.tempdir = str(scratch)
    work = load()
    gc.freeze()  # what is loaded by now is shared with every fork
    path.unlink(missing_ok=True)
    with socket(AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(MOST_WAITING)
        while sys.stdin not in select.select([sys.stdin, listener], [], [])[0]:
            _answer_in_fork(listener, work, limits)
    path.unlink(missing_ok=True)
    shutil.rmtree(scratch, ignore_errors=True)  # the folder or its files may no longer exist


def _answer_in_fork(listener: socket, work: Work, limits: Limits) -> None:
    """Answer one request in a fork, and wait for it."""
    with Connection(listener.accept()[0].detach()) as connection, TemporaryDirectory() as scratch:
        child = os.fork()
        if child == 0:
            tempfile.tempdir = scratch  # a fork ends without tidying up
            os.closerange(3, connection.fileno())  # the lock and the socket are the process's own
            _answer(connection, work, limits)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            with suppress(OSError):  # the client has left
                connection.send_bytes(FAILED)


def _answer(connection: Connection, work: Work, limits: Limits) -> None:
    limits.apply()
    try:
        connection.send_bytes(work(connection.recv_bytes))
    except (OSError, EOFError):
        pass  # the client has left
    except Exception:
        logger.exception("A piece of work failed.")
        connection.send_bytes(FAILED)


def leaves_threads(work: Callable[[], object]) -> bool:
    """Whether `work` leaves threads behind, or fails; tried in a fork, so that nothing of it stays here."""
    child = os.fork()
    if child == 0:
        threads = 0
        try:
            work()
            threads = sum(1 for _ in Path("/proc/self/task").iterdir())
        except Exception:  # whatever it is, the operator must read it
            traceback.print_exc()
        finally:
            os._exit(threads != 1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) != 0
