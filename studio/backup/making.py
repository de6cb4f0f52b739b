"""Making a backup, while the site goes on working."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone

from studio.backup.archive import DATABASE, ArchiveWriter, Manifest, write_archive
from studio.backup.databases import copy_database, count_rows, find_database
from studio.backup.files import list_files

TRIES = 3


def make_backup(path: Path) -> tuple[Manifest, list[str]]:
    """Write the site's data to an archive at `path`; return what is in it, and the names of files that were gone.

    The database is copied first, then the files that this copy names. A photo is written before its row is committed
    and deleted after its row is gone, so at the moment of the copy every file that it names was there. One that is
    missing a moment later belongs to somebody who was erased meanwhile: a new copy no longer names it. What three
    copies name in vain is lost, and is told.

    Raises:
        FileExistsError: there is a file at `path`.
        NotSQLiteError: the data lies in another kind of database.
    """
    if path.exists():
        raise FileExistsError(path)
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        draft = Path(folder) / path.name
        for _ in range(TRIES):
            manifest, lost = _write(draft)
            if not lost:
                break
        draft.replace(path)
    return manifest, lost


def _write(path: Path) -> tuple[Manifest, list[str]]:
    copy = path.with_name(DATABASE)
    copy_database(find_database(), copy)
    with write_archive(path) as archive:
        with copy.open("rb") as database:
            archive.add(DATABASE, database)
        lost = _add_files(archive, copy)
        manifest = Manifest(
            made_at=timezone.now().isoformat(timespec="seconds"),
            release=settings.RELEASE,
            rows=count_rows(copy),
            files=archive.files,
        )
        archive.finish(manifest)
    return manifest, lost


def _add_files(archive: ArchiveWriter, database: Path) -> list[str]:
    lost = []
    for file in list_files(database):
        try:
            with file.open() as content:
                archive.add(file.place, content)
        except FileNotFoundError:
            lost.append(file.name)
    return lost
