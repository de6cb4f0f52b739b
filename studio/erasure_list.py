"""The list of what was erased: a file outside of the database and its backups. References only, no names."""

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def write_references(references: Iterable[str], *, why: str) -> None:
    """Add a line for each reference, and see it written to the disk.

    Raises:
        OSError: the file cannot be written.
    """
    at = timezone.now().isoformat(timespec="seconds")
    path = find_list()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.writelines(f"{at} {reference} {why}\n" for reference in references)
        file.flush()
        os.fsync(file.fileno())


def read_references() -> set[str]:
    """Return every reference on the list."""
    path = find_list()
    if not path.exists():
        return set()
    return {line.split()[1] for line in path.read_text(encoding="ascii").splitlines() if line.strip()}


def find_list() -> Path:
    """Return where the list is."""
    return Path(settings.ERASURE_LIST)
