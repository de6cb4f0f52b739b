"""Many requests at once, against real server processes and a database file of their own."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import pytest

from tests.studio.factories import make_form_data

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "/studio/inquiry/?use=press-kit"
AT_ONCE = 20
PATIENCE = 30  # seconds until the server must answer


class Site:
    """Two gunicorn workers on a free port."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "db.sqlite3"
        self.mails = folder / "mails"
        self.mails.mkdir()
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.environment = {
            "PATH": os.environ["PATH"],
            "PORT": str(self.port),
            "WEB_THREADS": "8",
            "INQUIRY_MIN_SECONDS": "0",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "EMAIL_URL": f"file:///{self.mails}",
        }

    def start(self) -> subprocess.Popen[bytes]:
        """Migrate, then serve."""
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=ROOT, env=self.environment, check=True)  # noqa: S603  our own command line
        command = [sys.executable, "-m", "gunicorn", "--log-level", "critical", "--access-logfile", "/dev/null"]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment)  # noqa: S603  our own command line

    def post(self, data: dict[str, str], token: str) -> tuple[int, str]:
        """Send the form; return the status and where it leads."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as browser:
            body = urlencode(data | {"csrfmiddlewaretoken": token})
            kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token}"}
            browser.request("POST", ADDRESS, body, kind)
            response = browser.getresponse()
            return response.status, response.headers.get("Location", "")

    def open_form(self) -> str:
        """Open the form and return its token."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as browser:
            browser.request("GET", ADDRESS)
            found = re.search(r"csrftoken=(\w+)", browser.getresponse().headers["Set-Cookie"])
            assert found
            return found[1]

    def list_inquiries(self, key: str) -> list[tuple[str, str, str | None]]:
        """Return (reference, message, what it may be a duplicate of) of every inquiry with that key."""
        query = """
            SELECT one.reference, one.message, earlier.reference FROM studio_inquiry one
            LEFT JOIN studio_inquiry earlier ON earlier.id = one.possible_duplicate_of_id
            WHERE one.idempotency_key = ? ORDER BY one.id
        """
        with closing(sqlite3.connect(self.database)) as database:
            return database.execute(query, [UUID(key).hex]).fetchall()

    def count_confirmations(self, reference: str) -> int:
        """Let two workers at once deliver what is due; return how many confirmations of this inquiry they wrote."""
        command = [sys.executable, "manage.py", "worker", "--once"]
        workers = [subprocess.Popen(command, cwd=ROOT, env=self.environment) for _ in range(2)]  # noqa: S603  our own
        assert [worker.wait(PATIENCE) for worker in workers] == [0, 0]
        return sum(
            path.read_text().count(f"Subject: We have your inquiry {reference}") for path in self.mails.iterdir()
        )

    def wait(self) -> None:
        """Return when the server takes connections."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except ConnectionRefusedError:
                assert time.monotonic() < end, "The server did not start."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with a new database."""
    site = Site(tmp_path_factory.mktemp("site"))
    server = site.start()
    site.wait()
    yield site
    server.terminate()
    server.wait(PATIENCE)


def test_identical_posts_at_once_are_one_inquiry(site: Site) -> None:
    token, data = site.open_form(), make_form_data()

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(lambda _: site.post(data, token), range(AT_ONCE)))

    ((reference, message, duplicate_of),) = site.list_inquiries(data["key"])
    assert {status for status, _ in answers} == {302}
    assert {urlsplit(location).path for _, location in answers} == {f"/studio/inquiry/sent/{reference}/"}
    assert (message, duplicate_of) == ("Mornings are best.", None)
    assert site.count_confirmations(reference) == 1


def test_different_posts_with_one_key_at_once_are_all_kept(site: Site) -> None:
    token, data = site.open_form(), make_form_data()

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(lambda n: site.post(data | {"message": f"Number {n}"}, token), range(AT_ONCE)))

    kept = site.list_inquiries(data["key"])
    first = kept[0][0]
    assert {status for status, _ in answers} == {302}
    assert sorted(message for _, message, _ in kept) == sorted(f"Number {n}" for n in range(AT_ONCE))
    assert [duplicate_of for _, _, duplicate_of in kept] == [None, *[first] * (AT_ONCE - 1)]
