"""A client that costs little beside the server that it measures: one thread, a few connections that stay open."""

import http.client
import selectors
import socket
import time
from collections.abc import Iterator

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
