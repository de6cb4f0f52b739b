"""A real server for the figures that need one, with an empty database and a PDF worker of its own."""

import http.client
import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.harness.site import Site, wait_until

KIBIBYTE, MEGABYTE = 1024, 1_000_000


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    process: int
    """The id of gunicorn's own process. Its workers are its children; the PDF and photo workers are theirs."""
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
    """Run gunicorn with settings changed by `environment`; yield it once it and its PDF worker answer."""
    with TemporaryDirectory() as folder:
        site = Site(Path(folder), postgres="", WEB_THREADS="4", **environment)  # as many threads as a site has
        began = time.monotonic()
        with site.serve():
            fetch(site.port, "/")
            first_answer = time.monotonic() - began
            # The photo worker, which is ready before it, has a socket there too.
            wait_until(lambda: any("photos" not in path.name for path in (site.folder / "press").glob("*.sock")))
            yield Server(site.port, site.server.pid, first_answer)


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


CONNECTIONS = 16
END_OF_HEADERS = b"\r\n\r\n"


class Connection:
    """One request after the other, each sent when the answer before it has come."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self._received = b""

    def ask(self, address: str) -> None:
        """Send a request for a fragment."""
        self.socket.sendall(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nHX-Request: true\r\n\r\n".encode())

    def receive(self) -> bool:
        """Read what has arrived; return whether the answer is complete.

        Raises:
            ConnectionError: the status isn't 200, or the server hung up.
        """
        part = self.socket.recv(65536)
        self._received += part
        headers, end, body = self._received.partition(END_OF_HEADERS)
        if not part or (end and not headers.startswith(f"HTTP/1.1 {http.client.OK} ".encode())):
            raise ConnectionError(headers.decode())
        if not end or len(body) < read_length(headers):
            return False
        self._received = b""
        return True


def read_length(headers: bytes) -> int:
    """Return the Content-Length."""
    return int(headers.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])


def count_answers(port: int, addresses: Iterator[str], seconds: float) -> float:
    """Return how many fragments a second a server sends while it is asked all the time."""
    answered = 0
    with selectors.DefaultSelector() as selector:
        for _ in range(CONNECTIONS):
            connection = Connection(port)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask(next(addresses))
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for key, _ in selector.select(timeout=1):
                if key.data.receive():
                    answered += 1
                    key.data.ask(next(addresses))
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    return answered / seconds
