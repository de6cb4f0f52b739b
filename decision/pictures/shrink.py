"""Pictures made smaller and written anew: nothing but their pixels is left."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from decision.pictures.open import open_picture

QUALITY = 85


@dataclass(frozen=True)
class ShrinkTask:
    """A picture, and the boxes (width, height) that its copies must fit into, the largest first."""

    picture: bytes
    boxes: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Shrunk:
    """A JPEG for each box, and the size of the first in pixels."""

    jpegs: tuple[bytes, ...]
    width: int
    height: int


def shrink(task: ShrinkTask) -> Shrunk:
    """Return the copies: sRGB, upright, without metadata, never larger than the picture.

    Raises:
        PictureRefusal: as `open_picture`.
    """
    first, *others = task.boxes
    picture = open_picture(task.picture, first)
    image = picture.resample(picture.whole, find_size(picture.size, first))
    width, height = image.size
    jpegs = [write_jpeg(image)]
    for box in others:
        image.thumbnail(box, reducing_gap=2.0)
        jpegs.append(write_jpeg(image))
    return Shrunk(tuple(jpegs), width, height)


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
