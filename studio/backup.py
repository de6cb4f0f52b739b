"""Backup and restore of an SQLite database and the files that its rows name, in one tar file.

An archive holds `db.sqlite3`, `files/TABLE/NAME` for each file, and at its end `manifest.json` with the SHA-256 of each
and the number of rows in each table. An archive that was cut off has no manifest and is refused.

The list of erasures is not in it: the list must be newer than what is restored.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.apps import apps
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import FileField
from django.utils import timezone

from headshot_advisor.database import SQLITE
from studio.inquiries.erasure import erase_again
from studio.models import Mail, MailState

FORMAT = 1
DATABASE = "db.sqlite3"
MANIFEST = "manifest.json"
TRIES = 3
# Packages that earlier releases had: what they migrated doesn't make a database newer than this release.
REMOVED_APPS = ("axes",)


class BackupError(Exception):
    """A backup or restore is not possible. Nothing was changed; the message says why."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: rows in each table, and the SHA-256 of each file by its path."""

    made_at: str
    release: str
    rows: dict[str, int]
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def find_database(tool: str) -> Path:
    """Return the file of the site's database.

    Raises:
        BackupError: it is in PostgreSQL, where `tool` does this.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"] != SQLITE:
        raise BackupError(
            f"The data is in PostgreSQL. Use {tool}, and for photos the tools of your bucket: see docs/deploy.md."
        )
    return Path(database["NAME"])


def copy_database(source: Path, target: Path) -> None:
    """Make the database at `target` the same as that at `source`, at one moment and in one transaction.

    Others may have either of them open. They see the whole change or none of it.
    """
    with closing(sqlite3.connect(source)) as ours, closing(sqlite3.connect(target)) as theirs:
        ours.backup(theirs)


@contextmanager
def work_on(database: Path) -> Iterator[None]:
    """Let Django work on another SQLite file for the length of the block."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(database)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def list_files() -> dict[str, tuple[FileSystemStorage, str]]:
    """Return place in the archive -> storage and name of each local file that a row names.

    Files in a bucket are the bucket's to keep.
    """
    files = {}
    for model in apps.get_models():
        for column in model._meta.fields:
            if isinstance(column, FileField) and isinstance(column.storage, FileSystemStorage):
                for name in model._default_manager.exclude(**{column.attname: ""}).values_list(
                    column.attname, flat=True
                ):
                    files[f"files/{model._meta.db_table}/{name}"] = (column.storage, name)
    return files


def count_rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        # The names come from the database itself.
        return {name: cursor.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def make_backup(path: Path) -> tuple[Manifest, list[str]]:
    """Write the site's data to an archive at `path`; return what is in it, and the names of files that were missing.

    The database is copied first, then the files that this copy names. A photo is written before its row is committed
    and deleted after its row, so at the moment of the copy every file that it names was there. One that is missing a
    moment later belongs to somebody who was erased meanwhile: a new copy no longer names it. A file that is missing
    from three copies is lost, and is reported.

    Raises:
        BackupError: there is a file at `path`, or the data is in PostgreSQL.
    """
    database = find_database("pg_dump")
    if path.exists():
        raise BackupError(f"{path.name} is there already; a backup never replaces a file.")
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        draft = Path(folder) / path.name
        for _ in range(TRIES):
            copy_database(database, Path(folder) / DATABASE)
            manifest, lost = _pack(Path(folder) / DATABASE, draft)
            if not lost:
                break
        draft.replace(path)
    return manifest, lost


def _pack(database: Path, path: Path) -> tuple[Manifest, list[str]]:
    with work_on(database):
        manifest = Manifest(timezone.now().isoformat(timespec="seconds"), settings.RELEASE, count_rows())
        files = list_files()
    lost = []
    path.touch(mode=0o600)
    with path.open("wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            manifest.files[DATABASE] = _add(tar, DATABASE, database)
            for place, (storage, name) in files.items():
                try:
                    manifest.files[place] = _add(tar, place, Path(storage.path(name)))
                except FileNotFoundError:
                    lost.append(name)
            text = json.dumps(asdict(manifest), indent=1).encode()
            tar.addfile(_make_header(MANIFEST, len(text)), BytesIO(text))
        file.flush()
        os.fsync(file.fileno())
    return manifest, lost


def _add(tar: tarfile.TarFile, place: str, path: Path) -> str:
    """Add a file, and return its SHA-256."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        file.seek(0)
        tar.addfile(_make_header(place, size), file)
    return digest


def _make_header(place: str, size: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(place)
    header.size, header.mode = size, 0o600
    return header


@dataclass(frozen=True)
class Restored:
    """What a restore did: the archive's manifest, inquiries erased again, and where the previous data is now."""

    manifest: Manifest
    erased: int
    saved: Path | None


def restore_backup(archive: Path, *, replace: bool) -> Restored:
    """Put the data of `archive` in the place of the site's own.

    Everything that may fail is done before the site's data is touched: unpacking, checking, migrating the tables to
    this release, and erasing again what is on the list of erasures. Then the files are written, whose names nothing
    else has, and last the whole database in one transaction, even if the site is running.

    Raises:
        BackupError: the archive cannot be used, there is a database and not `replace`, or the data is in PostgreSQL.
    """
    database = find_database("pg_restore")
    if database.exists() and not replace:
        raise BackupError("Nothing was changed. There is a database; --force saves and replaces it.")
    database.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=database.parent, prefix=".restoring.") as folder:
        staged = Path(folder) / DATABASE
        try:
            manifest = unpack(archive, Path(folder))
            with work_on(staged):
                erased, files = _make_ready(), list_files()
        except BackupError as error:
            raise BackupError(f"Nothing was changed. {archive} cannot be restored: {error}") from error
        saved = _save_present(database) if database.exists() else None
        # Without the files of people who were erased again, and those that the backup lacks.
        for place in files.keys() & manifest.files.keys():
            storage, name = files[place]
            storage.delete(name)
            with (Path(folder) / place).open("rb") as content:
                storage.save(name, File(content))
        copy_database(staged, database)
    return Restored(manifest, erased, saved)


def unpack(archive: Path, folder: Path) -> Manifest:
    """Unpack what the manifest names into `folder`, and return the manifest.

    Raises:
        BackupError: it is not whole, or not ours.
    """
    try:
        with tarfile.open(archive, mode="r:") as tar:
            text = tar.extractfile(MANIFEST)
            manifest = Manifest(**json.loads(text.read() if text else ""))
            if manifest.format != FORMAT:
                raise BackupError(f"Its format is {manifest.format}; this release reads {FORMAT}.")
            for place, digest in manifest.files.items():
                _unpack_file(tar, place, digest, folder)
    except KeyError as error:
        raise BackupError(f"It was cut off, or is not of this site: {error.args[0]}.") from error
    except (tarfile.TarError, EOFError, ValueError, TypeError) as error:
        raise BackupError("This isn't an archive of this site, or it was cut off.") from error
    return manifest


def _unpack_file(tar: tarfile.TarFile, place: str, digest: str, folder: Path) -> None:
    # tarfile's own filter against this is missing from the Python of Debian 12.
    if PurePosixPath(place).is_absolute() or ".." in PurePosixPath(place).parts:
        raise BackupError(f"It names a path outside of itself: {place}.")
    packed, target = tar.extractfile(place), folder / place
    if packed is None:
        raise BackupError(f"It is damaged: {place} isn't a file.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with packed, target.open("xb+") as unpacked:
        shutil.copyfileobj(packed, unpacked)
        unpacked.seek(0)
        if hashlib.file_digest(unpacked, "sha256").hexdigest() != digest:
            raise BackupError(f"It is damaged: {place} is not what was written.")


def _make_ready() -> int:
    """Migrate the unpacked database to this release, and repeat erasures; return how many inquiries were erased."""
    if not _is_intact():
        raise BackupError("Its database is damaged.")
    loader = MigrationLoader(connection)
    unknown = sorted(
        f"{app}.{name}"
        for app, name in set(loader.applied_migrations) - set(loader.disk_migrations)
        if app not in REMOVED_APPS
    )
    if unknown:
        raise BackupError(f"A newer release made it: {unknown[0]} is not known here. Install that release first.")
    call_command("migrate", verbosity=0, interactive=False)
    # These may have been sent since the backup. As "perhaps sent" they are sent again with the same Message-ID.
    Mail.objects.filter(state__in=(MailState.WAITING, MailState.SENDING)).update(state=MailState.PERHAPS)
    return erase_again()


def _is_intact() -> bool:
    """Return whether SQLite finds no fault: the file may have been damaged before it was backed up."""
    try:
        with connection.cursor() as cursor:
            return bool(cursor.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except DatabaseError:
        return False


def _save_present(database: Path) -> Path:
    """Back up what is about to be replaced, beside the database; return where."""
    path = database.with_name(f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar")
    make_backup(path)
    return path
