"""The real web server in production without a database: what its log says, and what it must not say."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings

from tests.headshot_advisor.test_checks import WHOLE
from tests.studio.factories import make_form_data

ROOT = Path(__file__).resolve().parents[2]
FORWARDED = {"Host": "advisor.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.23"}
NUMBER = "from-the-proxy-1"
TOKEN = "0123456789abcdef0123456789abcdef01234567"
PERSON = {"name": "Ada Lovelace", "email": "ada@example.org", "phone": "+1 212 555 0147"}

FORM = "/studio/inquiry/?use=press-kit"
SITE = WHOLE["SITE_URL"] + "/"

Lines = list[dict[str, Any]]


@dataclass(frozen=True)
class Answer:
    """One response."""

    status: int
    headers: Message
    page: str


@dataclass(frozen=True)
class Served:
    """The answers, the lines of the log, and the whole log as it was written."""

    answers: dict[str, Answer]
    lines: Lines
    text: str


def ask(port: int, address: str, body: str | None = None, **headers: str) -> Answer:
    """Send one request as our proxy does."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET" if body is None else "POST", address, body, FORWARDED | headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode())


def send_inquiry(port: int) -> Answer:
    """Send the form with a person in it."""
    body = urlencode(make_form_data(**PERSON))
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": SITE,
    }
    return ask(port, FORM, body, **headers)


def break_the_protocol(port: int) -> None:
    """Send bytes that aren’t HTTP; gunicorn answers them without the site."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.putrequest("GET", "/advice/?use=press-kit")
        connection.putheader("Transfer-Encoding", "nonsense")
        connection.endheaders()
        connection.getresponse().read()


@contextmanager
def serve() -> Iterator[subprocess.Popen[str]]:
    """Serve on a free port; at the end the server is told to stop."""
    environment = {
        **WHOLE,
        "PATH": os.environ["PATH"],
        "ENV_FILE": "",
        "HEADSHOT_ENV": "production",
        "BIND": "127.0.0.1:0",
        "WEB_WORKERS": "1",
        "PRESS_DIR": str(settings.PRESS_DIR),  # where other tests may have started its workers
        "TRUSTED_PROXIES": "1",
        "DATABASE_URL": "sqlite:////nowhere/db.sqlite3",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with server:
        try:
            yield server
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def served() -> Served:
    """The answers to some requests, and the log."""
    with serve() as server:
        assert server.stdout is not None
        port = int(server.stdout.readline().split(";")[0].rpartition(":")[2])
        answers = {
            "alive": ask(port, "/healthz?use=press-kit", Referer="http://example.org/?use=linkedin"),
            "forged": ask(port, "/a%0Aforged?use=press-kit"),
            "numbered": ask(port, "/compare/", **{"X-Request-ID": NUMBER}),
            "secret": ask(port, f"/studio/inquiry/own/{TOKEN}"),
            "fault": ask(port, "/studio/pictures/nothing.jpg?use=press-kit"),
            "person": send_inquiry(port),
            "not ready": ask(port, "/readyz"),
        }
        break_the_protocol(port)
        server.terminate()
        text = server.stdout.read()
    # The process that looks at pictures loads a library that writes a line of its own.
    return Served(answers, [json.loads(line) for line in text.splitlines() if "TensorFlow" not in line], text)


def list_access(lines: Lines, path: str) -> Lines:
    return [line for line in lines if line["logger"] == "gunicorn.access" and line.get("path") == path]


def test_a_line_of_access_is_one_object(served: Served) -> None:
    (line,) = list_access(served.lines, "/healthz")

    assert list(line) == [
        *("time", "level", "logger", "message", "request_id", "method", "path", "status", "bytes", "milliseconds")
    ]
    assert (line["method"], line["status"], line["bytes"]) == ("GET", 200, 2)
    assert line["request_id"] == served.answers["alive"].headers["X-Request-ID"]


def test_a_decoded_line_break_forges_no_line(served: Served) -> None:
    assert [line["status"] for line in list_access(served.lines, "/a%0Aforged")] == [404]


def test_a_number_that_a_visitor_sends_is_not_in_the_log(served: Served) -> None:
    number = served.answers["numbered"].headers["X-Request-ID"]

    assert number != NUMBER
    assert [line["request_id"] for line in list_access(served.lines, "/compare/")] == [number]


def test_a_fault_can_be_found_by_the_number_of_its_answer(served: Served) -> None:
    number = served.answers["fault"].headers["X-Request-ID"]

    found = [line for line in served.lines if line["request_id"] == number]

    assert served.answers["fault"].status == 503
    assert [(line["level"], line["logger"]) for line in found] == [
        ("error", "headshot_advisor.middleware"),
        ("warning", "django.request"),
        ("info", "gunicorn.access"),
    ]
    assert found[0]["fault"].startswith("OperationalError\n")
    assert "SQLITE_CANTOPEN" in found[0]["fault"]
    assert "unable to open" not in found[0]["fault"]


def test_every_line_of_a_request_bears_its_number(served: Served) -> None:
    assert [
        line["message"] for line in served.lines if not line["request_id"] and line["logger"] != "gunicorn.error"
    ] == []


def test_what_a_form_contained_is_not_in_its_error(served: Served) -> None:
    number = served.answers["person"].headers["X-Request-ID"]
    faults = [line["message"] for line in served.lines if line["request_id"] == number and "fault" in line]

    assert served.answers["person"].status == 503
    assert faults == ["An inquiry could not be kept."]


def test_the_log_has_no_personal_data(served: Served) -> None:
    personal = ("press-kit", "linkedin", "Lovelace", "ada@", "555 0147", "198.51.100.23", TOKEN)

    assert served.lines != []
    assert [word for word in personal if word in served.text] == []


def test_no_secret_of_the_settings_is_logged(served: Served) -> None:
    assert WHOLE["SECRET_KEY"] not in served.text
    assert "mail.example.org" not in served.text


def test_without_a_database_the_site_is_not_ready(served: Served) -> None:
    assert served.answers["not ready"].status == 503
    assert json.loads(served.answers["not ready"].page)["status"] == "not ready"
