"""A bucket in memory with the parts of S3 that the site uses, for boto3."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar


@dataclass
class Bucket:
    """The stored files; `is_full` makes the server refuse more."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    is_full: bool = False


class Speaker(BaseHTTPRequestHandler):
    """Answers PUT, GET and DELETE."""

    protocol_version = "HTTP/1.1"
    bucket: ClassVar[Bucket]

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if "x-amz-acl" in self.headers:  # as Amazon's usual buckets do
            return self._answer(HTTPStatus.BAD_REQUEST)
        if self.bucket.is_full:
            return self._answer(HTTPStatus.INSUFFICIENT_STORAGE)
        self.bucket.files[self.path] = content
        return self._answer(HTTPStatus.OK)

    def do_GET(self) -> None:
        content = self.bucket.files.get(self.path)
        self._answer(HTTPStatus.NOT_FOUND if content is None else HTTPStatus.OK, content or b"")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.bucket.files.pop(self.path, None)
        self._answer(HTTPStatus.NO_CONTENT)

    def _answer(self, status: HTTPStatus, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def open_bucket() -> Iterator[Bucket]:
    """Serve an empty bucket on a free port."""
    bucket = Bucket()
    speaker = type("SpeakerOfOne", (Speaker,), {"bucket": bucket})
    with ThreadingHTTPServer(("127.0.0.1", 0), speaker) as server:
        bucket.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield bucket
        server.shutdown()
        thread.join()
