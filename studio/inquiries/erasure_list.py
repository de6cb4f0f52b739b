"""The list of what was erased: a small file for each, where no restore of the database reaches. No names.

Single files, because a bucket cannot add a line to a file, and two servers that write at once are never in each
other's way.
"""

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

ENDING = ".txt"


def write_references(references: Iterable[str], *, why: str) -> None:
    """Put each reference on the list, with time and reason, and see it safely stored.

    Raises:
        OSError: a file cannot be written; a bucket raises errors of its own.
    """
    line = f"{timezone.now().isoformat(timespec='seconds')} {why}\n".encode()
    for name in (f"{reference}{ENDING}" for reference in references):
        if not storages["erasures"].exists(name):  # else an earlier try did not get any further
            storages["erasures"].save(name, ContentFile(line))


def read_references() -> set[str]:
    """Return every reference on the list."""
    try:
        _, names = storages["erasures"].listdir("")
    except FileNotFoundError:  # nobody was erased yet
        return set()
    return {name.removesuffix(ENDING) for name in names}
