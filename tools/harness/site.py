"""A whole site for tests, benchmarks and stress runs: real server and worker processes, a database of their own.

The database is a file, or on PostgreSQL where `tools/with_postgres` runs the tests.
"""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit
from uuid import uuid4

import psycopg

from headshot_advisor.environment import read_local_key

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "/studio/inquiry/?use=linkedin"  # not settled, so that no email has a report to draw
PATIENCE = 180  # seconds until something must have happened, however busy the machine is
TEST_DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "")
# One visitor may do here what takes many elsewhere.
UNLIMITED = {
    "INQUIRY_MIN_SECONDS": "0",
    "INQUIRIES_BY_ADDRESS": "1000",
    "INQUIRIES_BY_MAILBOX": "1000",
    "POSTS_A_MINUTE": "1000000",
    "REPORTS_A_MINUTE": "1000000",
    "UPLOAD_MEGABYTES_A_DAY": "1000000",
}
# A second connection locks these, so that no inquiry is stored and no email recorded meanwhile.
LOCK = "BEGIN; LOCK TABLE studio_inquiry, studio_mail IN SHARE ROW EXCLUSIVE MODE"


def wait_until(holds: Callable[[], bool]) -> None:
    """Return when a condition holds.

    Raises:
        TimeoutError: it did not hold for a long time.
    """
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("It did not happen in time.")
        time.sleep(0.02)  # before the next check


class Site:
    """Two gunicorn workers on a free port, and workers of the outbox as they are started.

    It migrates its database, unless it gets the path of an SQLite database to copy with all migrations applied.
    """

    def __init__(
        self, folder: Path, *, postgres: str = TEST_DATABASE_URL, migrated: str = "", **environment: str
    ) -> None:
        self.folder, self.mails = folder, folder / "mails"
        self.mails.mkdir()
        self.postgres = postgres
        self.database = f"site_{uuid4().hex[:8]}" if self.postgres else str(folder / "db.sqlite3")
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.environment = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": "",
            "PORT": str(self.port),
            "WEB_THREADS": "8",
            **UNLIMITED,
            "VAR_DIR": str(folder),
            # The key of the tests themselves, so that a form stamped here counts as opened there.
            "SECRET_KEY": read_local_key(ROOT / "var" / "secret-key"),
            "PRESS_DIR": str(folder / "press"),
            "DATABASE_URL": environment.pop("DATABASE_URL", "") or self._make_database(),
            "EMAIL_URL": f"file:///{self.mails}",
            **environment,
        }
        if migrated:
            shutil.copyfile(migrated, self.database)
        else:
            self.manage("migrate", "--verbosity", "0")

    def _make_database(self) -> str:
        if not self.postgres:
            return f"sqlite:///{self.database}"
        with psycopg.connect(self.postgres.replace("postgres://", "postgresql://"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {self.database}".encode())
        return self.postgres.rpartition("/")[0] + f"/{self.database}"

    def connect(self) -> Any:  # noqa: ANN401  two drivers with one interface
        """Return a connection of our own to the database, each statement on its own."""
        if not self.postgres:
            return sqlite3.connect(self.database, isolation_level=None, timeout=PATIENCE)
        url = urlsplit(self.postgres)
        host = unquote(url.hostname or "")
        return psycopg.connect(host=host, user=url.username, dbname=self.database, autocommit=True)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows that answer a query."""
        with closing(self.connect()) as connection:
            return list(connection.execute(query).fetchall())

    @contextmanager
    def hold_writes(self) -> Iterator[None]:
        """Let nobody else store an inquiry or record an email."""
        with closing(self.connect()) as connection:
            for statement in LOCK.split("; ") if self.postgres else ["BEGIN IMMEDIATE"]:
                connection.execute(statement)
            yield
            connection.execute("ROLLBACK")

    def manage(self, *arguments: str) -> None:
        """Run one of manage.py's commands."""
        if self._run("manage.py", *arguments).wait(PATIENCE) != 0:
            log = (self.folder / "log").read_text(errors="replace")
            raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{log}")

    def _run(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a process whose output goes to a file: tests that break things cause many errors."""
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603  our own command line
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_worker(self, *options: str) -> subprocess.Popen[bytes]:
        """Start a worker; with the option --once it delivers what is due and stops."""
        return self._run("manage.py", "worker", *options)

    def deliver(self) -> None:
        """Let a worker deliver what is due."""
        self.manage("worker", "--once")

    def let_time_pass(self) -> None:
        """Make every email due that is to be tried again."""
        with closing(self.connect()) as connection:
            connection.execute(
                "UPDATE studio_mail SET due_at = tried_at"
                " WHERE tried_at IS NOT NULL AND state IN ('waiting', 'perhaps')"
            )

    @contextmanager
    def serve(self) -> Iterator[None]:
        """Serve; at the end nothing of the server is left."""
        self.start_server()
        try:
            yield
        finally:
            self.kill_server()

    def start_server(self, application: str = "headshot_advisor.wsgi") -> None:
        """Start the server and return once it takes connections."""
        self.server = self._run("-m", "gunicorn", "--access-logfile", "/dev/null", application)
        wait_until(self.is_open)

    def kill_server(self) -> None:
        """Kill the server and all its processes at once; return when none answers any more."""
        if self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait(PATIENCE)
        wait_until(lambda: not self.is_open())

    def is_open(self) -> bool:
        """Whether the server takes connections."""
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except (ConnectionRefusedError, ConnectionResetError):
            return False
        return True

    def post(self, data: dict[str, str], address: str = ADDRESS) -> tuple[int, str]:
        """Send a form, by default of an inquiry; return the status and where it leads."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as browser:
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            browser.request("POST", address, urlencode(data), kind)
            response = browser.getresponse()
            return response.status, response.headers.get("Location", "")

    def count_confirmations(self, reference: str) -> int:
        """Return how many confirmations of this inquiry were written to the folder of emails."""
        subject = f"Subject: We have your inquiry {reference}"
        return sum(path.read_text().count(subject) for path in self.mails.iterdir())


@contextmanager
def serve_demo() -> Iterator[str]:
    """Serve a site with the demo's inquiries, and yield its origin."""
    with TemporaryDirectory() as folder:
        site = Site(Path(folder), postgres="")
        origin = site.environment["SITE_URL"] = f"http://127.0.0.1:{site.port}"
        site.manage("demo", "--verbosity", "0")
        with site.serve():
            yield origin
