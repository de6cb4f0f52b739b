"""The archive itself, trusted only when every byte is the one that was written."""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

FORMAT = 1
DATABASE = "db.sqlite3"
MANIFEST = "manifest.json"


class BadArchiveError(Exception):
    """The archive is not one of ours, or not whole; the message says what is wrong."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: rows in each table, and the SHA-256 of each file by its path."""

    made_at: str
    release: str
    rows: dict[str, int]
    files: dict[str, str]
    format: int = FORMAT


class ArchiveWriter:
    """An archive on its way."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.files: dict[str, str] = {}

    def add(self, place: str, file: IO[bytes]) -> None:
        """Add a file under the path `place`, unless it is in already."""
        if place in self.files:
            return
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        self.files[place] = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # it reads
        file.seek(0)
        self._add(place, file, size)

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest. Nothing may follow it."""
        text = json.dumps(asdict(manifest), indent=1).encode()
        self._add(MANIFEST, io.BytesIO(text), len(text))

    def _add(self, place: str, file: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(place)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, file)


@contextmanager
def write_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Yield a writer of the archive at `path`, which only its owner may read; at the end it is on the disk."""
    path.touch(mode=0o600)
    with path.open("wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            yield ArchiveWriter(tar)
        file.flush()
        os.fsync(file.fileno())


def unpack_archive(path: Path, folder: Path) -> Manifest:
    """Unpack what the manifest names into `folder`, and return the manifest.

    Raises:
        BadArchiveError: it is not whole, or not ours.
    """
    try:
        with tarfile.open(path, mode="r:") as tar:
            manifest = Manifest(**json.loads(_open(tar, MANIFEST).read()))
            if manifest.format != FORMAT:
                raise BadArchiveError(f"Its format is {manifest.format}; this release reads {FORMAT}.")
            for place, digest in manifest.files.items():
                _unpack(tar, place, digest, folder)
    except (tarfile.TarError, EOFError, ValueError, TypeError) as error:
        raise BadArchiveError("It is no archive of this site, or it was cut off.") from error
    return manifest


def _open(tar: tarfile.TarFile, place: str) -> IO[bytes]:
    try:
        file = tar.extractfile(place)
    except KeyError:
        file = None
    if file is None:
        raise BadArchiveError(f"It was cut off: {place} is missing.")
    return file


def _unpack(tar: tarfile.TarFile, place: str, digest: str, folder: Path) -> None:
    if PurePosixPath(place).is_absolute() or ".." in PurePosixPath(place).parts:
        raise BadArchiveError(f"It names a path outside of itself: {place}.")
    target = folder / place
    target.parent.mkdir(parents=True, exist_ok=True)
    with _open(tar, place) as packed, target.open("xb+") as unpacked:
        shutil.copyfileobj(packed, unpacked)
        unpacked.seek(0)
        if hashlib.file_digest(unpacked, "sha256").hexdigest() != digest:
            raise BadArchiveError(f"It is damaged: {place} is not what was written.")
