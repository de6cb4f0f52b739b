import os
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def server() -> Iterator[subprocess.Popen[str]]:
    """The real web server, on a free port, told to stop at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": "", "BIND": "127.0.0.1:0", "WEB_WORKERS": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.terminate()


def test_a_line_holds_the_path_as_sent_and_neither_query_nor_referrer(server: subprocess.Popen[str]) -> None:
    assert server.stdout is not None
    port = int(server.stdout.readline().split(";")[0].rpartition(":")[2])

    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/healthz?use=press-kit", headers={"Referer": "http://example.org/?use=linkedin"})
    body = connection.getresponse().read()
    connection.request("GET", "/a%0Aforged?use=press-kit")
    connection.getresponse().read()
    connection.close()
    server.terminate()
    lines = server.stdout.read().splitlines()

    assert body == b"ok"
    assert [line.partition("] ")[2].split()[:3] for line in lines] == [
        ["GET", "/healthz", "200"],
        ["GET", "/a%0Aforged", "404"],
    ]
