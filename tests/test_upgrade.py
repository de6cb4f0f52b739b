"""A site of commit 85903da is upgraded as docs/deploy.md says, with the unit files that are installed there.

Links, calendar files and passwords from before still work. Waiting emails are delivered, once.
tests/data/site-85903da.md says what is in the site's data and how it was made.
"""

import email
import email.policy
import json
import os
import re
import shlex
import shutil
import signal
import socket
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django.conf import settings
from icalendar import Calendar

from headshot_advisor.checks import FLEETING
from tools.harness.mail_sink import Sink
from tools.harness.site import PATIENCE, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

ROOT = Path(__file__).resolve().parents[1]
ARCHIVE = ROOT / "tests/data/site-85903da.tar.xz"
HOST = "advisor.example.org"
INSTALLED, DATA, BACKUPS = "/srv/headshot-advisor", "/var/lib/headshot-advisor", "/var/lib/headshot-advisor-backups"
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "var", ".*_cache", ".hypothesis", "__pycache__")
LEFT_TO_SEND = "SELECT count(*) FROM studio_mail WHERE state NOT IN ('sent', 'held')"
TASKS_LEFT = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"

PUT_OFF = "SELECT count(*) FROM studio_mail WHERE state = 'waiting' AND due_at > tried_at"
# A task without a time is set to the year 9999.
MAKE_DUE = (
    "UPDATE studio_mail SET due_at = tried_at WHERE state = 'waiting' AND due_at > tried_at",
    "UPDATE django_tasks_database_dbtaskresult SET run_after = enqueued_at"
    " WHERE status = 'READY' AND run_after < '9000' AND run_after > enqueued_at",
)


@dataclass
class Reply:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode()


class CalendarFile(NamedTuple):
    method: str
    uid: str
    sequence: int
    dtstart: datetime


class OldSite:
    """This release in a folder of its own, on the data, the settings and the units of that commit."""

    def __init__(self, folder: Path, sockets: Path, sink: Sink) -> None:
        self.code, self.data, self.sink = folder / "code", folder / "data", sink
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(folder, filter="data")
        self.notes: dict[str, Any] = json.loads((folder / "notes.json").read_text())
        shutil.copytree(ROOT, self.code, ignore=NOT_COPIED)
        (self.code / ".venv").symlink_to((ROOT / ".venv").resolve())
        (self.code / "var").mkdir()
        for name in ("assets", "fonts-pdf", "models"):  # what `make setup` builds
            (self.code / "var" / name).symlink_to(settings.BUILT_DIR / name)
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        lines = (folder / ".env").read_text().splitlines()
        moved = {"VAR_DIR": self.data, "EMAIL_URL": sink.url, "BIND": f"127.0.0.1:{self.port}", "WEB_WORKERS": 2}
        kept = [line for line in lines if line.partition("=")[0] not in moved]
        (self.code / ".env").write_text("\n".join([*kept, *(f"{name}={value}" for name, value in moved.items()), ""]))
        self.environment = {"PATH": os.environ["PATH"], "PRESS_DIR": str(sockets)}
        self.places = {BACKUPS: str(folder), DATA: str(self.data), INSTALLED: str(self.code)}

    def list_commands(self, unit: str) -> list[list[str]]:
        """Return what an installed unit starts, as systemd reads it, with this site's folders for the server's."""
        text = (self.code.parent / unit).read_text()
        for place, ours in self.places.items():
            text = text.replace(place, ours)
        commands = re.findall("^ExecStart=(.+)$", text, re.MULTILINE)
        return [shlex.split(command.replace("$$", "$").replace("%%", "%")) for command in commands]

    def run(self, command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(  # noqa: S603  the commands of the units and our own
            command, cwd=self.code, env=self.environment | environment, capture_output=True, text=True, check=False
        )

    def restore(self, archive: Path, folder: Path) -> subprocess.CompletedProcess[str]:
        """Restore an archive into a folder without any data."""
        command = [".venv/bin/python", "manage.py", "restore", str(archive)]
        return self.run(command, ENV_FILE="", VAR_DIR=str(folder))

    def start(self) -> subprocess.Popen[bytes]:
        """Start the installed service and return once it takes connections."""
        (command,) = self.list_commands("headshot-advisor.service")
        with (self.code.parent / "log").open("wb") as log:
            service = subprocess.Popen(  # noqa: S603
                command, cwd=self.code, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        wait_until(lambda: self.is_open() or service.poll() is not None)
        assert service.poll() is None, (self.code.parent / "log").read_text()
        return service

    def is_open(self) -> bool:
        with closing(socket.socket()) as caller:
            return caller.connect_ex(("127.0.0.1", self.port)) == 0

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> Reply:
        """Ask as the proxy does; with a form, post it."""
        usual = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
        if form is not None:
            usual |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            body = None if form is None else urlencode(form)
            line.request("GET" if form is None else "POST", path, body, usual | headers)
            response = line.getresponse()
            headers = {name: ", ".join(response.headers.get_all(name, [])) for name in response.headers}
            return Reply(response.status, response.read(), headers)

    def query(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.data / "db.sqlite3", timeout=PATIENCE)) as database:
            return database.execute(query, values).fetchall()

    def count(self, query: str) -> int:
        return int(self.query(query)[0][0])

    def wait_for_emails(self) -> None:
        """Wait until no email is waiting and no task is due."""
        wait_until(self.is_all_sent)

    def is_all_sent(self) -> bool:
        """Return whether all emails are sent; make due now what waits for another attempt."""
        if self.count(PUT_OFF):
            with closing(sqlite3.connect(self.data / "db.sqlite3", timeout=PATIENCE)) as database, database:
                for statement in MAKE_DUE:
                    database.execute(statement)
        return self.count(LEFT_TO_SEND) == 0 and self.count(TASKS_LEFT) == 0

    def read_emails(self) -> dict[str, EmailMessage]:
        """Return what was delivered, by its Message-ID."""
        read = [email.message_from_bytes(one.text, policy=email.policy.default) for one in self.sink.deliveries]
        return {message["Message-ID"]: message for message in read}

    def read_calendars(self, reference: str) -> list[CalendarFile]:
        """Return the calendar files that the client of an inquiry was sent, in the order of their numbers."""
        files = []
        for message in self.read_emails().values():
            for part in message.iter_attachments():
                if part.get_content_type() == "text/calendar" and message["To"] != "studio@example.org":
                    calendar = Calendar.from_ical(part.get_content())
                    (event,) = calendar.walk("VEVENT")
                    files.append(CalendarFile(str(calendar["method"]), *map(event.decoded, CalendarFile._fields[1:])))
        return sorted((file for file in files if file.uid == f"{reference}@gorn-photo"), key=lambda file: file.sequence)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OldSite]:
    """The site after the restart that docs/deploy.md asks for, once its waiting emails have left."""
    # A production start refuses to keep data in folders like /tmp, where a checkout may be.
    places = (settings.BUILT_DIR / "tests", Path.home())
    place = next(place for place in places if not any(place.is_relative_to(fleeting) for fleeting in FLEETING))
    with Sink() as sink, TemporaryDirectory(dir=place, prefix="upgrade-") as folder:
        site = OldSite(Path(folder), tmp_path_factory.mktemp("run"), sink)
        with closing(sqlite3.connect(site.data / "db.sqlite3")) as database, database:
            # As on the day of the upgrade: a session ends two weeks after signing in.
            database.execute("UPDATE django_session SET expire_date = '2999-01-01'")
        service = site.start()
        try:
            site.wait_for_emails()
            yield site
        finally:
            os.killpg(service.pid, signal.SIGTERM)
            service.wait(PATIENCE)


def test_each_own_page_opens(site: OldSite) -> None:
    pages = {reference: site.ask(path) for reference, path in site.notes["own_pages"].items()}

    assert len(pages) == 32
    assert {page.status for page in pages.values()} == {200}
    assert [reference for reference, page in pages.items() if reference not in page.text] == []


def test_a_person_who_was_erased_stays_erased(site: OldSite) -> None:
    assert site.ask(site.notes["erased_page"]).status == 404


def test_each_waiting_email_leaves_once(site: OldSite) -> None:
    waiting, sent = site.notes["waiting"], site.sink.message_ids

    assert len(waiting) == 29
    assert sorted(number for number in sent if number in waiting) == sorted(waiting)
    assert set(sent).isdisjoint(site.notes["held"])


def test_no_task_fails(site: OldSite) -> None:
    paths = "SELECT DISTINCT task_path, status FROM django_tasks_database_dbtaskresult"

    assert site.query(paths) == [("studio.mail.deliver.deliver", "SUCCESSFUL")]


def test_a_delivered_email_has_the_link_that_it_had_before(site: OldSite) -> None:
    reference = site.notes["booked"]
    confirmation = "SELECT message_id FROM studio_mail WHERE kind = 'received' AND subject LIKE '%' || ?"

    message = site.read_emails()[site.query(confirmation, reference)[0][0]]

    body = message.get_body(("plain",))
    assert body is not None
    assert f"https://{HOST}{site.notes['own_pages'][reference]}" in body.get_content()
    assert [part.get_content_type() for part in message.iter_attachments()] == ["application/pdf"]


def test_calendar_files_parse_and_a_later_one_cancels_them(site: OldSite) -> None:
    reference = site.notes["booked"]
    before = site.read_calendars(reference)

    reply = site.ask(site.notes["own_pages"][reference] + "withdraw/", form={})

    site.wait_for_emails()
    (*kept, last) = site.read_calendars(reference)
    assert reply.status == 302
    assert [file.method for file in before] == ["PUBLISH", "PUBLISH"]
    assert kept == before
    assert (last.method, last.dtstart) == ("CANCEL", before[-1].dtstart)
    assert last.sequence > before[-1].sequence


def test_staff_sign_in_with_the_password_that_they_had_and_see_the_photos(site: OldSite) -> None:
    # Cookies have new names, so everybody signs in once more.
    page = site.ask("/admin/login/")
    found = re.search(r"__Host-csrftoken=(\w+)", page.headers["Set-Cookie"])
    assert found
    form = {"username": "mary", "password": "old-Password-1", "csrfmiddlewaretoken": found[1], "next": "/admin/"}

    reply = site.ask("/admin/login/", form, Cookie=f"__Host-csrftoken={found[1]}")

    signed_in = re.search(r"__Host-sessionid=\w+", str(reply.headers))
    assert (reply.status, reply.headers["Location"]) == (302, "/admin/")
    assert signed_in
    for pk, names in site.notes["photos"].items():
        for size, name in zip(("image", "thumbnail"), names, strict=True):
            photo = site.ask(f"/studio/photos/{pk}/{size}", Cookie=signed_in[0])

            assert (photo.status, photo.body) == (200, (site.data / "photos" / name).read_bytes())
            assert site.ask(f"/studio/photos/{pk}/{size}").status == 403


def test_pictures_of_the_portfolio_keep_their_addresses(site: OldSite) -> None:
    reply = site.ask(site.notes["picture"])

    name = Path(site.notes["picture"]).name
    assert (reply.status, reply.body) == (200, (site.data / "portfolio/thumbnails" / name).read_bytes())


def test_a_link_with_the_day_it_was_made_opens(site: OldSite) -> None:
    assert "since=2026-11-26." in site.notes["dated_link"]
    assert site.ask(site.notes["dated_link"]).status == 200


def test_deleted_models_leave_no_rights_behind(site: OldSite) -> None:
    gone = "SELECT count(*) FROM django_content_type WHERE app_label = 'axes' OR model = 'recentuse'"

    assert site.count(gone) == 0
    assert site.count("SELECT count(*) FROM auth_permission WHERE codename LIKE '%recentuse'") == 0


def test_the_backup_from_before_can_be_restored(site: OldSite, tmp_path: Path) -> None:
    done = site.restore(site.code.parent / "before-upgrade.tar", tmp_path)

    assert done.returncode == 0, done.stderr
    assert "inquiries: 32, files: 8" in done.stdout
    assert {path.name for path in (tmp_path / "photos").iterdir()} == {
        name for names in site.notes["photos"].values() for name in names
    }


def test_the_installed_daily_unit_still_works_and_its_backup_too(site: OldSite, tmp_path: Path) -> None:
    for command in site.list_commands("headshot-advisor-daily.service"):
        done = site.run(command)

        assert done.returncode == 0, done.stderr
    (archive,) = site.code.parent.glob("20*.tar")
    restored = site.restore(archive, tmp_path)
    assert restored.returncode == 0, restored.stderr
