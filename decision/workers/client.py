"""The web's side: send a request to a process beside it, start that if it isn't running, and don't wait long."""

import logging
import os
import struct
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from multiprocessing.connection import Client, Connection
from pathlib import Path
from socket import AF_UNIX, SO_PEERCRED, SOL_SOCKET
from socket import socket as Socket  # noqa: N812  # `socket` is the path here
from threading import BoundedSemaphore, Lock

logger = logging.getLogger(__name__)

LONGEST_START = 30.0  # seconds; two on an idle machine
SLOW = 5.0  # seconds for one answer, the queue before it included; a report takes less than one
LONGEST_WAIT = 60.0  # seconds for one answer, the queue before it included
RETRY_PAUSE = 0.05  # seconds between two tries to connect
# Bytes from which memory goes back to the system at once. glibc raises this on its own to 32 MiB, and then keeps more
# than a whole picture's worth.
MALLOC = {"MALLOC_MMAP_THRESHOLD_": str(8 * 1024 * 1024)}


def name_release(code: Iterable[Path]) -> str:
    """Return a name that changes with these files and with the packages in use: a process of older code has a socket of
    another name, and serves only those who started it.
    """
    content = b"".join(path.read_bytes() for path in code)
    return sha256(content + os.fsencode(sys.prefix)).hexdigest()[:12]


class BusyError(Exception):
    """Too many requests are in progress, or the worker did not answer in time."""


class FailedError(Exception):
    """The work cannot be done."""


class WorkerProcess:
    """A process beside the web, which runs `python -m MODULE SOCKET SECONDS ARGUMENTS…`.

    `longest` are seconds of processor time for one piece of work; `at_once` is how many requests of this web process
    may be in progress.
    """

    def __init__(
        self, module: str, socket: Path, arguments: tuple[str, ...], *, longest: float, at_once: int, folder: Path
    ) -> None:
        self._module, self._socket, self._arguments = module, socket, arguments
        self._longest, self._folder = longest, folder
        self._slots = BoundedSemaphore(at_once)
        self._starting = Lock()
        self._started: list[subprocess.Popen[bytes]] = []  # each lives as long as the pipe to it: never collect it

    def ask(self, request: bytes) -> bytes:
        """Return the answer to a request.

        Raises:
            BusyError: try again in some seconds.
            FailedError: this piece of work cannot be done.
        """
        began = time.monotonic()
        with self._take_slot():
            answer = self._send(request)
        self._warn_if_slow(time.monotonic() - began)
        if not answer:
            raise FailedError("The work could not be done.")
        return answer

    def start(self) -> None:
        """Start the worker unless this process has one. A second worker on the server waits until the first ends."""
        with self._starting:
            if any(process.poll() is None for process in self._started):
                return
            for ended in self._started:
                ended.communicate()
            self._started[:] = [self.run(self._socket, self._longest)]

    def run(self, socket: Path, longest: float) -> subprocess.Popen[bytes]:
        """Return a new process, which ends with its standard input."""
        command = [sys.executable, "-m", self._module, str(socket), str(longest), *self._arguments]
        return subprocess.Popen(command, stdin=subprocess.PIPE, cwd=self._folder, env=os.environ | MALLOC)  # noqa: S603  # our own module

    def end(self) -> None:
        """End the process that this one started, if it did."""
        with self._starting:
            for process in self._started:
                process.communicate()  # closes its input, which it takes as the end
            self._started.clear()

    def find_process(self) -> int:
        """Return the process id of the one that listens.

        Raises:
            OSError: none does.
        """
        with Socket(AF_UNIX) as ours:
            ours.connect(str(self._socket))
            process, _user, _group = struct.unpack("3i", ours.getsockopt(SOL_SOCKET, SO_PEERCRED, 12))
        return int(process)

    def is_ready(self) -> bool:
        """Whether the process answers right now."""
        try:
            return self.find_process() > 0
        except OSError:
            return False

    def _warn_if_slow(self, seconds: float) -> None:
        if seconds >= SLOW:
            logger.warning("%(process)s took %(seconds).1f s.", {"process": self._module, "seconds": seconds})

    @contextmanager
    def _take_slot(self) -> Iterator[None]:
        if not self._slots.acquire(blocking=False):
            raise BusyError("Too many requests are in progress.")
        try:
            yield
        finally:
            self._slots.release()

    def _send(self, request: bytes) -> bytes:
        """Return the answer; try once more if the process ended before it took the request."""
        for _ in range(2):
            with self._connect() as connection, suppress(ConnectionError):
                return self._exchange(connection, request)
        raise BusyError("The process ended twice.")

    def _connect(self) -> Connection:
        """Return a connection to the process, which is started when it is not there."""
        deadline = time.monotonic() + LONGEST_START
        while time.monotonic() < deadline:
            try:
                return Client(str(self._socket), family="AF_UNIX")
            except OSError:
                self.start()
                time.sleep(RETRY_PAUSE)
        raise BusyError("The process did not start.")

    def _exchange(self, connection: Connection, request: bytes) -> bytes:
        connection.send_bytes(request)
        if not connection.poll(LONGEST_WAIT):
            raise BusyError("The worker did not answer in time.")
        try:
            return connection.recv_bytes()
        except EOFError as error:
            raise BusyError("The work took too long, or the process ended.") from error
