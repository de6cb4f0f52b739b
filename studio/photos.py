"""Photos that come with an inquiry: written anew, kept under random names, removed for good."""

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction

from studio.imaging import shrink_picture, write_jpeg
from studio.models import Inquiry, InquiryPhoto
from studio.models.photo import find_photo_storage
from studio.turns import NoTurnError, take_turn

MOST_PHOTOS = 3
SIDE = 2048  # pixels of the longer side
THUMBNAIL_SIDE = 320
AT_ONCE = 2
PATIENCE = 20.0  # seconds


@dataclass(frozen=True)
class DrawnPhoto:
    """A photo ready to be kept: two JPEGs, and the size of the first in pixels."""

    image: bytes
    thumbnail: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """What tells two photos apart."""
        return hashlib.sha256(self.image).hexdigest()


def draw_photo(file: File | IO[bytes]) -> DrawnPhoto:
    """Return an uploaded photo written anew; two are drawn at a time on one server.

    Raises:
        ValidationError: it is no JPEG, PNG or WebP, is too large, or others kept the server busy for too long.
    """
    try:
        with take_turn("photos", places=AT_ONCE, patience=PATIENCE):
            image = shrink_picture(file, (SIDE, SIDE))
            written = write_jpeg(image)
            width, height = image.size
            image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), reducing_gap=2.0)
            return DrawnPhoto(written, write_jpeg(image), width, height)
    except NoTurnError as error:
        raise ValidationError("Many people are sending photos right now. Please try again in a minute.") from error


@contextmanager
def undo_files() -> Iterator[list[str]]:
    """Delete the files whose names the block has listed, if the block fails: the database forgets by itself."""
    names: list[str] = []
    try:
        yield names
    except BaseException:
        for name in names:
            find_photo_storage().delete(name)
        raise


def keep_photos(inquiry: Inquiry, photos: Sequence[DrawnPhoto], names: list[str]) -> None:
    """Store the photos of an inquiry, and list the name of each file as soon as it may exist."""
    for photo in photos:
        row = InquiryPhoto(inquiry=inquiry, width=photo.width, height=photo.height)
        for field, content in ((row.image, photo.image), (row.thumbnail, photo.thumbnail)):
            name = f"{secrets.token_hex(16)}.jpg"
            names.append(name)
            field.save(name, ContentFile(content), save=False)
        row.save(force_insert=True)


def remove_photos(inquiry: Inquiry) -> None:
    """Delete the photos of an inquiry and, once that is certain, their files."""
    with transaction.atomic():
        for photo in inquiry.photos.all():
            for file in (photo.image, photo.thumbnail):
                transaction.on_commit(partial(file.storage.delete, str(file.name)))
        inquiry.photos.all().delete()
