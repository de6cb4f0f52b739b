"""vdirsyncer subscribes to the calendar feed, as a calendar program does, and follows its changes."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from icalendar import Calendar
from pytest_django.live_server_helper import LiveServer

from studio.calendar_feed import end_feed, make_feed
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.models import Inquiry, Status
from tests.studio.factories import make_inquiry, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sqlite]

SOON = timezone.now().replace(microsecond=0) + timedelta(days=20)
CONFIGURATION = """
[general]
status_path = "{folder}/status"
[pair sessions]
a = "ours"
b = "theirs"
collections = null
[storage ours]
type = "filesystem"
path = "{folder}/calendar"
fileext = ".ics"
[storage theirs]
type = "http"
url = "{address}"
"""


@pytest.fixture
def server() -> Iterator[LiveServer]:
    """The site on this machine, with the database of the test."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


class Reader:
    """vdirsyncer with a calendar in a folder."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder / "calendar"
        self.folder.mkdir()
        self.configuration = folder / "config"
        self.configuration.write_text(CONFIGURATION.format(folder=folder, address=address))
        self.run("discover")

    def run(self, command: str) -> int:
        program = Path(sys.executable).with_name("vdirsyncer")
        return subprocess.run(  # noqa: S603  our own command line
            [program, "--config", self.configuration, command], check=False, capture_output=True, timeout=120
        ).returncode

    def list_starts(self) -> dict[str, str]:
        """Return the start of each session, by what the calendar calls it."""
        events = [
            event for file in self.folder.glob("*.ics") for event in Calendar.from_ical(file.read_text()).walk("VEVENT")
        ]
        return {str(event["SUMMARY"]): event.decoded("DTSTART").isoformat() for event in events}


def book(name: str, session: Session) -> Inquiry:
    inquiry = make_inquiry(name=name, email=f"{name}@example.org")
    book_session(inquiry, session, by=None)
    return inquiry


def test_a_calendar_program_follows_the_sessions(server: LiveServer, tmp_path: Path) -> None:
    ana, ben = book("Ana", Session(SOON, 60)), book("Ben", Session(SOON + timedelta(hours=2), 60))
    staff = make_staff()
    path = make_feed(staff).partition("/studio/")[2]
    reader = Reader(tmp_path, f"{server.url}/studio/{path}")
    in_new_york = timezone.localtime(SOON)

    first = (reader.run("sync"), reader.list_starts())
    change_status(ben, to=Status.CANCELLED, by=None)
    book_session(ana, Session(SOON + timedelta(days=1), 60), by=None)
    second = (reader.run("sync"), reader.list_starts())
    end_feed(staff)
    third = (reader.run("sync"), reader.list_starts())

    names = [f"Headshot session: {name} ({inquiry})" for name, inquiry in (("Ana", ana), ("Ben", ben))]
    later = timezone.localtime(SOON + timedelta(days=1)).isoformat()
    assert first == (
        0,
        {names[0]: in_new_york.isoformat(), names[1]: (in_new_york + timedelta(hours=2)).isoformat()},
    )
    assert second == (0, {names[0]: later})
    assert third == (1, {names[0]: later})
