"""A restore brings back every row and byte, but not erased people; an unusable archive changes nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.studio.backup.conftest import House
from tests.studio.backup.test_archive import write as write_archive

pytestmark = pytest.mark.sqlite


def test_every_row_and_every_file_comes_back(staged: House, other: House) -> None:
    done = other.manage("restore", str(staged.folder / "whole.tar"))

    assert done.returncode == 0, done.stderr
    assert "inquiries: 3, files: 8; inquiries erased again: 0." in done.stdout
    before, after = staged.read_tables(), other.read_tables()
    waiting = "SELECT id FROM studio_mail WHERE state = '{}' ORDER BY id"
    mails = (before.pop("studio_mail"), after.pop("studio_mail"))
    assert after == before
    assert len(mails[0]) == len(mails[1]) == 6
    # An email that was waiting may have been sent after the backup.
    assert other.ask(waiting.format("perhaps")) == staged.ask(waiting.format("waiting"))
    assert other.read_files() == staged.read_files()
    assert len(other.read_files()) == 8


def test_people_erased_after_the_backup_are_not_restored(staged: House, other: House) -> None:
    reference = staged.ask("SELECT reference FROM studio_inquiry WHERE name = 'ben'")[0][0]
    erasures = other.folder / "erasures"
    erasures.mkdir(parents=True)
    (erasures / f"{reference}.txt").write_text("2026-11-21T12:00:00+00:00 asked\n")

    done = other.manage("restore", str(staged.folder / "whole.tar"))

    assert "inquiries erased again: 1." in done.stdout
    assert other.ask("SELECT name FROM studio_inquiry ORDER BY name") == [("ana",), ("eve",)]
    kept = {name for row in other.ask("SELECT image, thumbnail FROM studio_inquiryphoto") for name in row}
    assert {path.name for path in (other.folder / "photos").iterdir()} == kept
    assert b"ben@example.org" not in other.database.read_bytes()
    assert list(other.folder.glob(".restoring*")) == []


def test_a_database_is_replaced_only_when_asked_and_is_saved_first(staged: House, used: House) -> None:
    with closing(sqlite3.connect(used.database)) as connection:
        connection.execute("UPDATE studio_inquiry SET message = 'changed since'")
        connection.commit()
    changed = used.read_tables()

    refused = used.manage("restore", str(staged.folder / "whole.tar"))

    assert refused.returncode == 1
    assert "There is a database; --force saves and replaces it." in refused.stderr
    assert used.read_tables() == changed

    with closing(sqlite3.connect(used.database)) as site:  # as if the site were running
        assert site.execute("SELECT DISTINCT message FROM studio_inquiry").fetchall() == [("changed since",)]
        done = used.manage("restore", "--force", str(staged.folder / "whole.tar"))

        assert done.returncode == 0, done.stderr
        assert site.execute("SELECT DISTINCT message FROM studio_inquiry").fetchall() == [("Mornings are best.",)]
    assert used.read_tables()["studio_inquiry"] == staged.read_tables()["studio_inquiry"]
    assert used.read_files() == staged.read_files()
    assert len(list(used.folder.glob("before-restore-*.tar"))) == 1


def test_an_archive_of_an_older_release_is_brought_up_to_this_one(staged: House, other: House) -> None:
    done = other.manage("restore", str(staged.folder / "older.tar"))

    assert done.returncode == 0, done.stderr
    newest = "SELECT count(*) FROM django_migrations WHERE app = 'studio'"
    assert other.ask(newest) == staged.ask(newest)
    assert other.read_tables()["studio_inquiry"] == staged.read_tables()["studio_inquiry"]


def test_an_archive_of_a_newer_release_is_refused(staged: House, other: House) -> None:
    done = other.manage("restore", str(staged.folder / "newer.tar"))

    assert done.returncode == 1
    assert "studio.9999_from_the_future is not known here. Install that release first." in done.stderr
    assert not other.database.exists()


def test_a_database_that_was_damaged_before_its_backup_is_refused(staged: House, other: House, tmp_path: Path) -> None:
    database = bytearray(staged.database.read_bytes())
    database[4096 * 5 : 4096 * 60] = b"x" * 4096 * 55
    archive = write_archive(tmp_path / "damaged.tar", {"db.sqlite3": bytes(database)})

    done = other.manage("restore", str(archive))

    assert done.returncode == 1
    assert "Nothing was changed." in done.stderr
    assert "Its database is damaged." in done.stderr
    assert not other.database.exists()


def test_a_backup_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "whole.tar").write_bytes(b"An earlier one")

    with pytest.raises(CommandError, match=r"is there already; a backup never replaces a file\."):
        call_command("backup", str(tmp_path / "whole.tar"))

    assert (tmp_path / "whole.tar").read_bytes() == b"An earlier one"


def test_a_lost_photo_is_reported_and_the_rest_is_backed_up(used: House) -> None:
    lost = next((used.folder / "photos").iterdir())
    lost.unlink()
    archive = used.folder / "new.tar"

    done = used.manage("backup", str(archive))

    assert done.returncode == 0
    assert done.stderr.splitlines() == [f"Missing on the disk, so not in the backup: the file {lost.name}."]
    assert "inquiries: 3, files: 7" in done.stdout
    assert archive.stat().st_mode & 0o777 == 0o600
    assert list(used.folder.glob(".new.tar*")) == []


@pytest.mark.parametrize(("command", "tool"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_for_postgresql_the_native_tools_are_named(command: str, tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")

    with pytest.raises(CommandError, match=f"Use {tool}, "):
        call_command(command, "any.tar")
