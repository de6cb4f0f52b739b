"""Decodes HEIC with libheif, which also rotates it as its container says. Only this module imports the decoder."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pi_heif import HeifImage


def open_heic(data: bytes) -> "HeifImage":
    """Return the main picture, not decoded yet."""
    import pi_heif  # noqa: PLC0415  # 4 MB that only the photo worker needs

    # Each thread would claim 64 MB of addresses, of which the worker has few.
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.options.THUMBNAILS = pi_heif.options.DEPTH_IMAGES = pi_heif.options.AUX_IMAGES = False
    file = pi_heif.open_heif(data)
    return file[file.primary_index]


def cut_heic(image: "HeifImage", rows: int) -> Iterator[tuple[int, Image.Image]]:
    """Decode, and yield (top, strip) from the top down: libheif holds 3 bytes a pixel, and a copy would not fit."""
    pixels, stride, (width, height) = image.data, image.stride, image.size
    for top in range(0, height, rows):
        size = width, min(rows, height - top)
        part = pixels[top * stride : (top + size[1]) * stride]
        yield top, Image.frombuffer(image.mode, size, part, "raw", image.mode, stride, 1)
