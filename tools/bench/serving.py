"""A real server for the figures that need one: gunicorn with an empty database and a press of its own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

LONGEST_START = 30  # seconds
KIBIBYTE, MEGABYTE = 1024, 1_000_000


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    process: int
    """The id of gunicorn's own process. Its workers are its children; the press and the desk are theirs."""
    first_answer: float
    """Seconds from its start until it had answered a first request."""

    def find_children(self, word: str) -> list[int]:
        """Return the ids of the processes below it whose command line holds a word."""
        return [child for child in list_below(self.process) if word in Path(f"/proc/{child}/cmdline").read_text()]


def list_below(process: int) -> list[int]:
    """Return the ids of a process's children, their children and so on."""
    children = [
        int(child) for path in Path(f"/proc/{process}/task").glob("*/children") for child in path.read_text().split()
    ]
    return [*children, *(below for child in children for below in list_below(child))]


@contextmanager
def serve(**environment: str) -> Iterator[Server]:
    """Run gunicorn, its settings changed by `environment`; give it once it and its press answer."""
    with TemporaryDirectory() as folder:
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        settings = os.environ | {
            "PORT": str(port),
            "PRESS_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "REPORTS_A_MINUTE": "100000",  # all who ask here have one address
            "POSTS_A_MINUTE": "100000",
            **environment,
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=settings, check=True)
        began = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "gunicorn"], env=settings, stdout=subprocess.DEVNULL)
        try:
            _wait_until(lambda: _answers(port))
            first_answer = time.monotonic() - began
            # The desk, which comes up before it, has a socket there too.
            _wait_until(lambda: any("desk" not in path.name for path in Path(folder).glob("*.sock")))
            yield Server(port, process.pid, first_answer)
        finally:
            process.terminate()
            process.wait()


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST_START
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("The server did not start.")
        time.sleep(0.01)


def _answers(port: int) -> bool:
    try:
        return fetch(port, "/")[0] == http.client.OK
    except OSError:
        return False


def fetch(port: int, address: str) -> tuple[int, float]:
    """Return status and seconds of one GET on a connection of its own."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, time.perf_counter() - start


def read_memory(process: int) -> float:
    """Return the memory of a process in megabytes; what several processes share is split among them."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    kibibytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kibibytes * KIBIBYTE / MEGABYTE
