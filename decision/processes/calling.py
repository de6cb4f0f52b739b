"""The web's side: ask a process beside it, start it when it is not there, wait no longer than is decent."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Client, Connection
from pathlib import Path
from threading import BoundedSemaphore, Lock

LONGEST_START = 20.0  # seconds; two on an idle machine
LONGEST_WAIT = 60.0  # seconds for one answer, the queue before it included
PATIENCE = 0.05  # seconds between two looks whether the process has come up


class BusyError(Exception):
    """As many requests as we allow are on their way already, or the process did not come to this one in time."""


class FailedError(Exception):
    """The work cannot be done."""


class Neighbor:
    """A process beside the web, which runs `python -m MODULE SOCKET ARGUMENTS…`.

    `places` is how many requests of this web process may be on their way to it at a time.
    """

    def __init__(self, module: str, socket: Path, arguments: tuple[str, ...], *, places: int, folder: Path) -> None:
        self.socket = socket
        self._command = [sys.executable, "-m", module, str(socket), *arguments]
        self._folder = folder
        self._places = BoundedSemaphore(places)
        self._starting = Lock()
        self._started: list[subprocess.Popen[bytes]] = []  # it lives as long as the pipe to it: never collect it

    def ask(self, request: bytes) -> bytes:
        """Return the answer to a request.

        Raises:
            BusyError: try again in some seconds.
            FailedError: this piece of work cannot be done.
        """
        with self._take_place(), self._connect() as connection:
            answer = self._exchange(connection, request)
        if not answer:
            raise FailedError("The work could not be done.")
        return answer

    def start(self) -> None:
        """Start the process unless this one has one running; beside that of another web process it stands by."""
        with self._starting:
            if any(process.poll() is None for process in self._started):
                return
            process = subprocess.Popen(self._command, stdin=subprocess.PIPE, cwd=self._folder)  # noqa: S603  # our own
            self._started[:] = [process]

    def stop(self) -> None:
        """End the process that this one started, if it did."""
        with self._starting:
            for process in self._started:
                process.communicate()  # closes its input, which it takes as the end
            self._started.clear()

    def is_ready(self) -> bool:
        """Whether the process answers right now."""
        try:
            Client(str(self.socket), family="AF_UNIX").close()
        except OSError:
            return False
        return True

    @contextmanager
    def _take_place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise BusyError("All places are taken.")
        try:
            yield
        finally:
            self._places.release()

    def _connect(self) -> Connection:
        """Return a connection to the process, which is started when it is not there."""
        deadline = time.monotonic() + LONGEST_START
        while time.monotonic() < deadline:
            try:
                return Client(str(self.socket), family="AF_UNIX")
            except OSError:
                self.start()
                time.sleep(PATIENCE)
        raise BusyError("The process did not start.")

    def _exchange(self, connection: Connection, request: bytes) -> bytes:
        try:
            connection.send_bytes(request)
            if connection.poll(LONGEST_WAIT):
                return connection.recv_bytes()
        except (OSError, EOFError) as error:
            self.start()  # it was ended, by its own timer or by hand: the next request shall not wait for a new one
            raise BusyError("The process ended in the middle of the work.") from error
        raise BusyError("The process did not come to this request in time.")
