"""Nothing is left of an erased person in the data, in a later backup or in the logs."""

import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import F, QuerySet
from django.test import Client
from django.utils import timezone

from studio.accounts.emails import email_owner
from studio.accounts.journal import record
from studio.cleanup import delete_expired_rows, update_statistics, wipe_deleted_rows
from studio.models import Event, JournalEntry, Mail
from tests.preparing import fill_database
from tests.studio.backup.conftest import House
from tests.studio.factories import make_inquiry, make_staff

WORDS = ("Zelda", "zelda", "Quimby", "quimby", "555 0142", "5550142", "saxophone")
"""Words from her name and her message in `leaving_traces`."""


def search(folder: Path) -> dict[str, list[str]]:
    """Return the words that any file below the folder holds, by file."""
    found = {
        str(path.relative_to(folder)): [word for word in WORDS if word.encode() in path.read_bytes()]
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {name: words for name, words in found.items() if words}


def run_all(house: House) -> list[subprocess.CompletedProcess[str]]:
    """Erase her and make a backup, as each night does."""
    return [
        house.manage("erase_expired"),
        house.manage("backup", str(house.folder.parent / "backups" / "after.tar")),
    ]


@pytest.mark.sqlite
def test_no_byte_of_an_erased_person_stays_in_data_backup_or_logs(tmp_path: Path) -> None:
    house = House(tmp_path / "data")
    for name in ("data", "backups"):
        (tmp_path / name).mkdir()
    fill_database(str(house.database))
    with TemporaryDirectory() as sockets:  # the path of a socket has to be short
        staged = house.run("-m", "tests.studio.leaving_traces", PRESS_DIR=sockets)
    assert staged.returncode == 0, staged.stderr
    before, photos = search(house.folder), list((house.folder / "photos").iterdir())

    # The site has the database open at the same time.
    with closing(sqlite3.connect(house.database)) as site:
        site.execute("SELECT count(*) FROM studio_inquiry").fetchone()
        done = run_all(house)
        during = search(house.folder)
        log = house.database.with_name("db.sqlite3-wal")
        log_size = log.stat().st_size if log.exists() else 0

    assert set(before["db.sqlite3"]) >= {"Zelda", "zelda", "Quimby", "555 0142", "saxophone"}
    assert len(photos) == 2
    assert [run.returncode for run in done] == [0, 0], [run.stderr for run in done]
    assert done[0].stdout.startswith("1 inquiries erased")
    assert (during, log_size) == ({}, 0)
    assert search(tmp_path) == {}
    assert list((house.folder / "photos").iterdir()) == []
    assert not [word for word in WORDS for run in (*done, staged) if word in run.stdout + run.stderr]
    assert house.ask("SELECT name FROM studio_inquiry") == [("Ben Example",)]


@pytest.mark.sqlite
@pytest.mark.django_db
def test_deleted_rows_are_overwritten_before_the_daily_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")

        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_within_a_transaction_nothing_is_rewritten() -> None:
    assert not wipe_deleted_rows()


@pytest.mark.django_db
def test_expired_sessions_are_swept(client: Client) -> None:
    client.force_login(make_staff())
    Client().force_login(User.objects.get())
    Session.objects.filter(pk=client.session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))

    delete_expired_rows(timezone.now())

    assert Session.objects.count() == 1
    assert not Session.objects.filter(pk=client.session.session_key).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("event", "days", "is_kept"),
    [
        (Event.WRONG_PASSWORD, 89, True),
        (Event.WRONG_PASSWORD, 91, False),
        (Event.SIGNED_IN, 91, False),
        (Event.ROLE_CHANGED, 91, True),
        (Event.ROLE_CHANGED, 729, True),
        (Event.ROLE_CHANGED, 731, False),
        (Event.ERASED, 731, False),
    ],
)
def test_the_journal_keeps_each_entry_for_its_time(event: Event, days: int, is_kept: bool) -> None:
    record(event, name="sam")
    entries: QuerySet[JournalEntry] = QuerySet(JournalEntry)  # the journal's own refuses to change anything
    entries.update(at=F("at") - timedelta(days=days))

    delete_expired_rows(timezone.now())

    assert JournalEntry.objects.exists() is is_kept


@pytest.mark.django_db
def test_notices_to_staff_go_after_a_month_and_mails_to_clients_stay() -> None:
    kim = make_staff(name="kim")
    kim.email = "kim@example.org"
    make_inquiry()
    email_owner(kim, "Something was changed.")

    delete_expired_rows(timezone.now() + timedelta(days=29))
    after_a_while = Mail.objects.filter(kind="account").count()
    delete_expired_rows(timezone.now() + timedelta(days=31))

    assert after_a_while == 1
    assert set(Mail.objects.values_list("kind", flat=True)) == {"received", "staff"}


@pytest.mark.sqlite
@pytest.mark.django_db
def test_the_database_knows_how_many_rows_there_are() -> None:
    make_inquiry()
    make_inquiry()

    update_statistics()

    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx = 'inquiry_by_email'")
        assert cursor.fetchall() == [("2 2",)]
