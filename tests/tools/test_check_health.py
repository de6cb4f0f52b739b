from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from tools.check_health import main


class Site(BaseHTTPRequestHandler):
    """Answers only under its own host name, as the site does."""

    def do_GET(self) -> None:
        is_ours = (self.path, self.headers["Host"]) == ("/healthz", "advisor.example.org")
        self.send_response(200 if is_ours else 400)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Site) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        monkeypatch.setenv("BIND", f"0.0.0.0:{server.server_port}")
        monkeypatch.setenv("ALLOWED_HOSTS", " .advisor.example.org,other.example.org")
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_server_that_answers_is_healthy(port: int) -> None:
    assert main() == 0


def test_a_server_that_refuses_is_not(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "elsewhere.example.org")

    assert main() == 1


def test_no_server_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIND", "127.0.0.1:1")

    assert main() == 1
