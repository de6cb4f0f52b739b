"""Pictures that people send: opened within limits, shrunk, and written anew without metadata."""

from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import File
from PIL import Image

from decision.pictures.open import open_picture
from decision.pictures.refusals import PictureRefusal, load_sentences

QUALITY = 85


def shrink_picture(file: File | IO[bytes], box: tuple[int, int]) -> Image.Image:
    """Return the picture in sRGB, upright, no larger than `box` (width, height) and nothing but its pixels.

    Raises:
        ValidationError: it is no JPEG, PNG or WebP, is broken, or is too large.
    """
    file.seek(0)
    try:
        picture = open_picture(file.read(), box)
    except PictureRefusal as refusal:
        words = load_sentences()[refusal.reason]
        raise ValidationError(f"{words.title}. {words.advice}") from refusal
    return picture.resample(picture.whole, find_size(picture.size, box))


def find_size(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """Return the largest size of the same shape that fits into the box, without growing."""
    scale = min(1.0, box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def write_jpeg(image: Image.Image) -> bytes:
    """Return the pixels as a JPEG, and nothing else: no EXIF, no place, no camera, no comment, no profile."""
    out = BytesIO()
    image.info = {}
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
