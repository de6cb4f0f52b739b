"""The list of erased inquiries: a small file each, outside the database, so that restoring it does not touch the list.

It holds references and no names. Single files, because a bucket cannot append to a file, and two servers that write at
once never conflict.
"""

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

ENDING = ".txt"


def write_references(references: Iterable[str], *, why: str) -> None:
    """Put each reference on the list, with time and reason.

    Raises:
        OSError: a file cannot be written; a bucket raises its own errors.
    """
    line = f"{timezone.now().isoformat(timespec='seconds')} {why}\n".encode()
    for name in (f"{reference}{ENDING}" for reference in references):
        if not storages["erasures"].exists(name):  # it exists if an earlier erasure failed halfway
            storages["erasures"].save(name, ContentFile(line))


def read_references() -> set[str]:
    """Return every reference on the list."""
    try:
        _, names = storages["erasures"].listdir("")
    except FileNotFoundError:  # nobody was erased yet
        return set()
    return {name.removesuffix(ENDING) for name in names}
