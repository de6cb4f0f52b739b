"""Pictures made smaller, or cut to a shape, and written anew: nothing but their pixels is left."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from decision.pictures.geometry import Box
from decision.pictures.open import open_picture

QUALITY = 85
MIDDLE = 50
UPPER = 20
"""Where a tall picture is cut unless somebody says otherwise: the head is in its upper part."""


@dataclass(frozen=True)
class ShrinkTask:
    """A picture, and the boxes (width, height) that its copies must fit into, the largest first."""

    picture: bytes
    boxes: tuple[tuple[int, int], ...]
    is_cut: bool = False
    """Whether the copies are cut to the shape of the first box."""
    focus: int | None = None
    """Which part is left then: 0 is left or top, 100 is right or bottom. None leaves the choice to us."""


@dataclass(frozen=True)
class Shrunk:
    """A JPEG for each box, the size of the first in pixels, and where the picture was cut."""

    jpegs: tuple[bytes, ...]
    width: int
    height: int
    focus: int = MIDDLE


def shrink(task: ShrinkTask) -> Shrunk:
    """Return the copies: sRGB, upright, without metadata, never larger than the picture.

    Raises:
        PictureRefusal: as `open_picture`.
    """
    first, *others = task.boxes
    picture = open_picture(task.picture, None if task.is_cut else first)
    part, focus = picture.whole, MIDDLE
    if task.is_cut:
        is_tall = picture.size[0] * first[1] < picture.size[1] * first[0]
        focus = task.focus if task.focus is not None else UPPER if is_tall else MIDDLE
        part = cut_to_shape(picture.size, first, focus)
    image = picture.resample(part, find_size((part.width, part.height), first))
    width, height = image.size
    jpegs = [write_jpeg(image)]
    for box in others:
        image.thumbnail(box, reducing_gap=2.0)
        jpegs.append(write_jpeg(image))
    return Shrunk(tuple(jpegs), width, height, focus)


def cut_to_shape(size: tuple[int, int], shape: tuple[int, int], focus: int) -> Box:
    """Return the largest part of a picture that has the shape (width, height)."""
    scale = min(size[0] / shape[0], size[1] / shape[1])
    width, height = shape[0] * scale, shape[1] * scale
    left, top = ((whole - part) * focus / 100 for whole, part in zip(size, (width, height), strict=True))
    return Box(left, top, left + width, top + height)


def find_size(size: tuple[float, float], box: tuple[int, int]) -> tuple[int, int]:
    """Return the largest size of the same shape that fits into the box, without growing."""
    scale = min(1.0, box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def write_jpeg(image: Image.Image) -> bytes:
    """Return the pixels as a JPEG, and nothing else: no EXIF, no place, no camera, no comment, no profile."""
    out = BytesIO()
    image.info = {}
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
