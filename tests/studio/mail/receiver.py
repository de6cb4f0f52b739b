"""A local receiver of webhooks that keeps what it gets and answers as the test says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

# Answers that aren't HTTP.
HANGS_UP, NEVER_ENDS = 0, -1


@dataclass(frozen=True)
class Notice:
    path: str
    headers: Message
    body: bytes


class Receiver(ThreadingHTTPServer):
    def __init__(self, *answers: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = list(answers)
        self.notices: list[Notice] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        """Keep the notice, and give the next answer; the last one repeats."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.notices.append(Notice(self.path, self.headers, body))
        status = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        if status == HANGS_UP:
            return
        if status == NEVER_ENDS:
            self.rfile.read(1)  # until the client closes the connection
            return
        self.send_response(status)
        self.send_header("Location", f"{self.server.address}/elsewhere")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the library's
        """Say nothing."""


@contextmanager
def receive(*answers: int) -> Iterator[Receiver]:
    """Receive notices until the block ends."""
    with Receiver(*answers) as receiver:
        thread = Thread(target=receiver.serve_forever, args=[0.01], daemon=True)
        thread.start()
        yield receiver
        receiver.shutdown()
        thread.join()
