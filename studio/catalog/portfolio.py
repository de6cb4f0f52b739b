"""Pictures of the studio's work: added, cut for the studio's page, and removed."""

import hashlib
import secrets
from functools import partial
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Max

from decision.pictures.shrink import Shrunk
from studio.models import PortfolioPicture
from studio.photos.imaging import cut_picture, shrink_picture
from studio.photos.store import StoredFile, delete_files_on_failure, store_file

SIZE = (640, 800)
"""Pixels of a picture on the studio's page: the shape of a print of 8 by 10 inches."""
WHOLE = (480, 480)
"""The most pixels of a whole picture, in which staff choose the part to show."""


def add_picture(file: File, alt: str = "") -> PortfolioPicture:
    """Store a new picture, the last in order. It isn't on the page before it has a text alternative.

    Raises:
        StoreError: it could not be stored.
        ValidationError: the file isn't a picture that can be opened, or has too many pixels.
    """
    cut = cut_picture(file, SIZE, None)
    file.seek(0)
    last = PortfolioPicture.objects.aggregate(last=Max("position"))["last"]
    picture = PortfolioPicture(alt=alt, focus=cut.focus, position=(last or 0) + 1)
    with delete_files_on_failure() as files:
        # What people call their files may name a client.
        store_file(picture.image, f"{secrets.token_hex(16)}{Path(file.name or '').suffix.lower()[:5]}", file)
        files.append((picture.image.storage, str(picture.image.name)))
        _store_thumbnail(picture, cut, files)
        picture.full_clean()
        picture.save()
    return picture


def move_focus(picture: PortfolioPicture, cut: Shrunk) -> None:
    """Store the picture with another part of it on the page; `cut` is what `cut_again` returned."""
    old = str(picture.thumbnail.name)
    with delete_files_on_failure() as files, transaction.atomic():
        _store_thumbnail(picture, cut, files)
        picture.save()
        transaction.on_commit(partial(picture.thumbnail.storage.delete, old))


def cut_again(picture: PortfolioPicture, focus: int) -> Shrunk:
    """Return another part of a stored picture.

    Raises:
        OSError: its file can't be read.
        ValidationError: the photo worker is busy.
    """
    with picture.image.open() as file:
        return cut_picture(file, SIZE, focus)


def draw_whole(picture: PortfolioPicture) -> bytes:
    """Return the whole of a stored picture as a small JPEG.

    Raises:
        OSError: its file can't be read.
        ValidationError: the photo worker is busy.
    """
    with picture.image.open() as file:
        return shrink_picture(file, WHOLE).jpegs[0]


def remove_picture(picture: PortfolioPicture) -> None:
    """Delete a picture and, after the transaction, its two files."""
    with transaction.atomic():
        picture.delete()
        for file in (picture.image, picture.thumbnail):
            transaction.on_commit(partial(file.storage.delete, str(file.name)))


def _store_thumbnail(picture: PortfolioPicture, cut: Shrunk, files: list[StoredFile]) -> None:
    """Store what the page shows, named by its content, so that browsers may keep it forever."""
    thumbnail = cut.jpegs[0]
    name = f"{hashlib.sha256(thumbnail).hexdigest()[:16]}.jpg"
    store_file(picture.thumbnail, name, ContentFile(thumbnail, name))
    # Listed only now: the storage chooses another name if another picture has the same thumbnail.
    files.append((picture.thumbnail.storage, str(picture.thumbnail.name)))
