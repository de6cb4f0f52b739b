"""Pictures of the studio's work: add them with a thumbnail, and delete them."""

import hashlib
from functools import partial
from typing import IO

from django.core.files.base import ContentFile, File
from django.db import transaction

from studio.models import PortfolioPicture
from studio.photos.imaging import shrink_picture

WIDTH = 640
HEIGHT = 1280


def add_picture(picture: PortfolioPicture) -> None:
    """Store a new picture with its thumbnail.

    Raises:
        ValidationError: the file is no picture that can be opened, or has too many pixels.
    """
    thumbnail = draw_thumbnail(picture.image.file)
    # Named by its content, so that browsers may keep it forever.
    name = f"{hashlib.sha256(thumbnail).hexdigest()[:16]}.jpg"
    picture.thumbnail.save(name, ContentFile(thumbnail), save=False)
    picture.full_clean()
    picture.save()


def remove_picture(picture: PortfolioPicture) -> None:
    """Delete a picture and, after the transaction, its two files."""
    with transaction.atomic():
        picture.delete()
        for file in (picture.image, picture.thumbnail):
            transaction.on_commit(partial(file.storage.delete, str(file.name)))


def draw_thumbnail(file: File | IO[bytes]) -> bytes:
    """Return the picture as a JPEG of at most 640 by 1,280 pixels, turned upright, without metadata.

    Raises:
        ValidationError: the file is no picture that can be opened, or has too many pixels.
    """
    return shrink_picture(file, (WIDTH, HEIGHT)).jpegs[0]
