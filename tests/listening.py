"""A local server that notes each request, for tests of code that must send none."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Listener(ThreadingHTTPServer):
    """Answers 404 and notes the path of each request."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Refusal)
        self.asked: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class Refusal(BaseHTTPRequestHandler):
    """The listener's only answer."""

    server: Listener

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the library's
        """Say nothing."""


@contextmanager
def listen() -> Iterator[Listener]:
    """Listen until the block ends."""
    with Listener() as listener:
        Thread(target=listener.serve_forever, daemon=True).start()
        yield listener
        listener.shutdown()
