"""Pictures of the studio's work: made fit to be shown, and removed for good."""

import hashlib
from functools import partial
from io import BytesIO
from typing import IO, cast

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from PIL import Image, ImageCms, ImageOps

from studio.models import PortfolioPicture

WIDTH = 640
HEIGHT = 1280
QUALITY = 82
MAX_PIXELS = 40_000_000

# What Pillow raises for files that are broken, hostile, or no pictures at all.
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError, ImageCms.PyCMSError)


def add_picture(picture: PortfolioPicture) -> None:
    """Store a new picture with its thumbnail.

    Raises:
        ValidationError: the file is no picture that can be opened, or has more than 40 megapixels.
    """
    thumbnail = draw_thumbnail(picture.image.file)
    # Named by its content, so that browsers may keep it for ever.
    name = f"{hashlib.sha256(thumbnail).hexdigest()[:16]}.jpg"
    picture.thumbnail.save(name, ContentFile(thumbnail), save=False)
    picture.full_clean()
    picture.save()


def remove_picture(picture: PortfolioPicture) -> None:
    """Delete a picture and, once that is certain, its two files."""
    with transaction.atomic():
        picture.delete()
        for file in (picture.image, picture.thumbnail):
            transaction.on_commit(partial(file.storage.delete, str(file.name)))


def draw_thumbnail(file: File | IO[bytes]) -> bytes:
    """Return the picture as a JPEG of at most 640 by 1,280 pixels, turned upright, without metadata.

    Raises:
        ValidationError: the file is no picture that can be opened, or has more than 40 megapixels.
    """
    file.seek(0)
    try:
        with Image.open(file) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValidationError({"image": "This picture has more than 40 megapixels. Please make it smaller."})
            return _shrink(image)
    except UNREADABLE as error:
        raise ValidationError({"image": "This file cannot be opened as a picture."}) from error


def _shrink(image: Image.Image) -> bytes:
    image.draft("RGB", (2 * WIDTH, 2 * HEIGHT))  # lets a JPEG be decoded at a smaller scale at once
    small = ImageOps.exif_transpose(image)
    small.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    out = BytesIO()
    # A new picture of pixels alone: whatever else stood in the file stays behind.
    _convert_to_srgb(small).save(
        out, "JPEG", quality=QUALITY, optimize=True, progressive=True, icc_profile=None, exif=b""
    )
    return out.getvalue()


def _convert_to_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in the colors that a browser assumes of a picture without a color profile."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image.convert("RGB")
    found = ImageCms.ImageCmsProfile(BytesIO(profile))
    converted = ImageCms.profileToProfile(image, found, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return cast(Image.Image, converted)  # None comes only from a conversion in place
