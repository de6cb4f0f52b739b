"""Photos of inquiries: rewritten without metadata, stored under random names, and deleted.

The portfolio stores its pictures with the same functions.
"""

import logging
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile

from studio.models import OPEN, Inquiry, InquiryPhoto
from studio.models.inquiry import MOST_PHOTOS
from studio.models.records import find_photo_storage
from studio.photos.imaging import shrink_picture

logger = logging.getLogger(__name__)

SIDE = 2048  # pixels of the longer side
THUMBNAIL_SIDE = 320
FILE_NAME = re.compile(r"[0-9a-f]{32}\.jpg")
StoredFile = tuple[Storage, str]
# A younger file without a row may belong to a request that is still running.
ORPHAN_AGE = timedelta(hours=1)


@dataclass(frozen=True)
class PreparedPhoto:
    """A photo ready to be stored: two JPEGs, and the size of the first in pixels."""

    image: bytes
    thumbnail: bytes
    width: int
    height: int


def prepare_photo(file: File | IO[bytes]) -> PreparedPhoto:
    """Return an uploaded photo as new files; see `shrink_picture` for its errors."""
    shrunk = shrink_picture(file, (SIDE, SIDE), (THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    image, thumbnail = shrunk.jpegs
    return PreparedPhoto(image, thumbnail, shrunk.width, shrunk.height)


class StoreError(Exception):
    """The storage of photos is full or unavailable."""


@contextmanager
def delete_files_on_failure() -> Iterator[list[StoredFile]]:
    """Delete the files that the block has listed if the block fails. The database rolls back on its own."""
    files: list[StoredFile] = []
    try:
        yield files
    except BaseException:
        for storage, name in files:
            _delete(storage, name)
        raise


def _delete(storage: Storage, name: str) -> None:
    """Delete a file that may exist. If that fails too, `delete_orphaned_files` finds a photo later."""
    try:
        storage.delete(name)
    except Exception:
        logger.exception("A file that no row names could not be deleted: %s", name)


def store_photos(inquiry: Inquiry, photos: Sequence[PreparedPhoto], files: list[StoredFile]) -> None:
    """Store the photos of an inquiry, and list each file as soon as it may exist.

    Raises:
        StoreError: a file could not be stored.
    """
    for photo in photos:
        row = InquiryPhoto(inquiry=inquiry, width=photo.width, height=photo.height)
        for field, content in ((row.image, photo.image), (row.thumbnail, photo.thumbnail)):
            name = f"{secrets.token_hex(16)}.jpg"
            files.append((field.storage, name))
            store_file(field, name, ContentFile(content))
        row.save(force_insert=True)


def add_photos(inquiry: Inquiry, photos: Sequence[PreparedPhoto]) -> bool:
    """Store photos that a client adds later; False when the inquiry doesn't take them, or not that many.

    Raises:
        StoreError: a file could not be stored. Nothing was changed.
    """
    with delete_files_on_failure() as files, transaction.atomic():
        # Locked, so that two requests at once do not add too many.
        taking = Inquiry.objects.select_for_update().filter(pk=inquiry.pk, status__in=OPEN, merged_into=None).first()
        if taking is None or taking.photos.count() + len(photos) > MOST_PHOTOS:
            return False
        Inquiry.objects.filter(pk=inquiry.pk).update(photos_left_out=0)
        store_photos(inquiry, photos, files)
    return True


def store_file(field: FieldFile, name: str, content: File) -> None:
    """Store a file of a row that is saved afterward.

    Raises:
        StoreError: it could not be stored.
    """
    try:
        field.save(name, content, save=False)
    except Exception as error:  # each storage has its own errors
        raise StoreError(type(error).__name__) from error


def remove_photos(inquiry: Inquiry) -> None:
    """Delete the photos of an inquiry and, after the transaction, their files."""
    with transaction.atomic():
        for photo in inquiry.photos.all():
            for file in (photo.image, photo.thumbnail):
                transaction.on_commit(partial(file.storage.delete, str(file.name)))
        inquiry.photos.all().delete()


def delete_orphaned_files(now: datetime) -> int:
    """Delete files that a killed process left without a row; return how many."""
    storage = find_photo_storage()
    try:
        _, found = storage.listdir("")
    except FileNotFoundError:  # no photo was ever sent
        return 0
    known = set(chain.from_iterable(InquiryPhoto.objects.values_list("image", "thumbnail")))
    strays = [name for name in found if FILE_NAME.fullmatch(name) and name not in known]
    left = [name for name in strays if storage.get_modified_time(name) <= now - ORPHAN_AGE]
    for name in left:
        storage.delete(name)
    return len(left)
