"""Which requests wait for the threads of slow work. These bodies are small, so no connection is needed."""

from typing import cast

import pytest
from waitress.adjustments import Adjustments

from headshot_advisor.server.connection import Connection
from headshot_advisor.server.request import Request

INQUIRY = "/studio/inquiry/"
NO_FILE = b'--x\r\nContent-Disposition: form-data; name="photos"; filename=""\r\n\r\n\r\n--x--\r\n'


def receive(method: str, path: str, body: bytes = b"") -> Request:
    request = Request(cast(Connection, None), Adjustments())
    head = f"{method} {path} HTTP/1.1\r\nHost: example.org\r\nContent-Length: {len(body)}\r\n\r\n"

    request.received(head.encode())
    request.received(body)

    return request


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("GET", INQUIRY, b"", False),
        ("POST", INQUIRY, b"name=Sam", False),
        ("POST", INQUIRY, NO_FILE, False),
        ("POST", INQUIRY, NO_FILE.replace(b'""', b'"a.jpg"'), True),
        ("POST", INQUIRY, NO_FILE.replace(b'filename=""', b"FileName=a.jpg"), True),
        ("POST", INQUIRY, NO_FILE.replace(b'filename=""', b"filename*=utf-8''a.jpg"), True),
        ("POST", INQUIRY, NO_FILE.replace(b'""', b'""; filename=a.jpg'), True),
        ("POST", INQUIRY, NO_FILE.replace(b'""', b'""a.jpg"'), True),
        ("POST", "/admin/login/", NO_FILE.replace(b'""', b'"a.jpg"'), False),
        ("GET", "/advice/report.pdf", b"", True),
        ("POST", "/teams/table/", b"", True),
    ],
)
def test_only_documents_and_files_wait_for_slow_work(method: str, path: str, body: bytes, expected: bool) -> None:
    request = receive(method, path, body)

    assert request.is_heavy is expected
