"""Only a complete archive is restored, and never outside its folder."""

import hashlib
import json
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from studio.backup import BackupError, Manifest
from studio.backup import unpack as unpack_archive

CONTENT = {"db.sqlite3": b"rows" * 1000, "files/studio_inquiryphoto/a.jpg": b"\xff\xd8photo"}


def write(path: Path, content: dict[str, bytes], *, format: int = 1) -> Path:  # noqa: A002  the manifest's key
    manifest = {
        "made_at": "2026-11-21T12:00:00+00:00",
        "release": "0123456789ab",
        "rows": {"studio_inquiry": 3},
        "files": {place: hashlib.sha256(data).hexdigest() for place, data in content.items()},
        "format": format,
    }
    with tarfile.open(path, "w") as tar:
        for place, data in [*content.items(), ("manifest.json", json.dumps(manifest).encode())]:
            header = tarfile.TarInfo(place)
            header.size = len(data)
            tar.addfile(header, BytesIO(data))
    return path


def unpack(archive: Path) -> Manifest:
    folder = archive.parent / "unpacked"
    folder.mkdir()
    return unpack_archive(archive, folder)


def test_an_archive_returns_what_was_stored(tmp_path: Path) -> None:
    archive = write(tmp_path / "whole.tar", CONTENT)

    manifest = unpack(archive)

    assert manifest.rows == {"studio_inquiry": 3}
    assert {place: (tmp_path / "unpacked" / place).read_bytes() for place in manifest.files} == CONTENT


@pytest.mark.parametrize("length", [0, 100, 512, 4000, 6000, 6200])
def test_one_that_was_cut_off_is_refused(length: int, tmp_path: Path) -> None:
    archive = write(tmp_path / "whole.tar", CONTENT)
    archive.write_bytes(archive.read_bytes()[:length])

    with pytest.raises(BackupError):
        unpack(archive)


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    archive = write(tmp_path / "whole.tar", CONTENT)
    archive.write_bytes(archive.read_bytes().replace(b"photo", b"phoot"))

    with pytest.raises(BackupError, match=r"a\.jpg is not what was written"):
        unpack(archive)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "letter.tar"
    archive.write_text("Dear studio")

    with pytest.raises(BackupError, match="This isn't an archive of this site"):
        unpack(archive)


def test_a_tar_file_of_others_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "other.tar"
    with tarfile.open(archive, "w") as tar:
        tar.add(__file__, "test.py")

    with pytest.raises(BackupError, match=r"'manifest\.json' not found"):
        unpack(archive)


def test_another_format_is_named(tmp_path: Path) -> None:
    archive = write(tmp_path / "future.tar", CONTENT, format=2)

    with pytest.raises(BackupError, match="Its format is 2; this release reads 1"):
        unpack(archive)


@pytest.mark.parametrize("place", ["../outside", "files/../../outside", "/outside"])
def test_nothing_is_written_outside_of_the_folder(place: str, tmp_path: Path) -> None:
    archive = write(tmp_path / "hostile.tar", {place: b"gotcha"})

    with pytest.raises(BackupError, match="It names a path outside of itself"):
        unpack(archive)

    assert not (tmp_path / "outside").exists()
