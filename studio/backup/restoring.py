"""Restoring a backup: checked and made ready beside the site's data, then put in its place in one transaction."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from studio.backup.archive import DATABASE, BadArchiveError, Manifest, unpack_archive
from studio.backup.databases import copy_database, count_rows, find_database, is_intact, work_on
from studio.backup.files import list_files
from studio.backup.making import make_backup
from studio.inquiries.erase import erase_again
from studio.models import Mail, MailState

# Packages that earlier releases had: what they migrated doesn't make a database newer than this release.
REMOVED_APPS = ("axes",)


class InPlaceError(Exception):
    """The site has a database, and nobody said that it may be replaced."""


@dataclass(frozen=True)
class Restored:
    """What a restore did: the archive's manifest, inquiries erased again, and where the data of before is now."""

    manifest: Manifest
    erased: int
    saved: Path | None


def restore_backup(archive: Path, *, replace: bool) -> Restored:
    """Put the data of `archive` in the place of the site's own.

    All that can go wrong goes wrong beside the site's data: unpacking, checking, bringing the tables up to this
    release, and erasing again what stands on the list of erasures. Then come the files, whose names nothing else has,
    and last the database, which takes over the whole content in one transaction, even if the site is running.

    Raises:
        BadArchiveError: it cannot be used. Nothing was changed.
        InPlaceError: there is a database, and not `replace`.
        NotSQLiteError: the site's data lies in another kind of database.
    """
    database = find_database()
    if database.exists() and not replace:
        raise InPlaceError
    database.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=database.parent, prefix=".restoring.") as name:
        staged = Path(name) / DATABASE
        manifest = unpack_archive(archive, Path(name))
        check_database(staged, manifest)
        with work_on(staged):
            erased = make_ready()
        saved = save_present(database) if database.exists() else None
        put_files(Path(name), staged)
        copy_database(staged, database)
    return Restored(manifest, erased, saved)


def check_database(staged: Path, manifest: Manifest) -> None:
    """Look whether the unpacked database is whole.

    Raises:
        BadArchiveError: it is not.
    """
    if not is_intact(staged) or count_rows(staged) != manifest.rows:
        raise BadArchiveError("Its database is damaged.")


def make_ready() -> int:
    """Bring the database that Django works on up to this release and to this day; return how many were erased again.

    Raises:
        BadArchiveError: a newer release made it.
    """
    if unknown := find_unknown_migrations():
        raise BadArchiveError(f"A newer release made it: {unknown[0]} is not known here. Install that release first.")
    call_command("migrate", verbosity=0, interactive=False)
    # These may have left since the backup. As "perhaps sent" they go again under the same Message-ID.
    Mail.objects.filter(state__in=(MailState.WAITING, MailState.SENDING)).update(state=MailState.PERHAPS)
    return erase_again()


def find_unknown_migrations() -> list[str]:
    """Return the migrations that the database has and this release does not."""
    loader = MigrationLoader(connection)
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    return sorted(f"{app}.{name}" for app, name in unknown if app not in REMOVED_APPS)


def save_present(database: Path) -> Path:
    """Make a backup of what is about to be replaced, beside the database; return where."""
    path = database.with_name(f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar")
    make_backup(path)
    return path


def put_files(unpacked: Path, database: Path) -> None:
    """Store the unpacked files that rows of `database` name: those of people erased again are left out."""
    for file in list_files(database):
        path = unpacked / file.place
        if path.exists():  # else it was lost before the backup was made
            with path.open("rb") as content:
                file.put(content)
