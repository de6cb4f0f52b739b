"""Parts of a picture as small JPEG files, each resampled once from the pixels that there are."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from decision.closer.boxes import Box
from decision.closer.opening import Picture

QUALITY = 90
DENSE = 2
"""Pixels of a good screen for each CSS pixel."""
WORTH_DENSE = 1.25
"""A dense version is made where the picture has at least this many pixels for each CSS pixel."""


@dataclass(frozen=True)
class Rendition:
    """A part of the picture as JPEG, `width` × `height` CSS pixels. `dense` is the same for screens of high density."""

    jpeg: bytes
    width: int
    height: int
    dense: bytes | None = None
    is_enlarged: bool = False
    """The picture has fewer pixels than are shown."""


def render_box(picture: Picture, box: Box, width: int) -> Rendition:
    """Return a part of `picture.image`, `width` CSS pixels wide."""
    pixels = box.as_pixels()
    across, down = pixels[2] - pixels[0], pixels[3] - pixels[1]
    height = max(1, round(width * down / across))
    return Rendition(
        jpeg=render_jpeg(picture, pixels, (width, height)),
        width=width,
        height=height,
        dense=_render_dense(picture, pixels, (width, height)),
        is_enlarged=across < width,
    )


def _render_dense(picture: Picture, pixels: tuple[int, int, int, int], size: tuple[int, int]) -> bytes | None:
    across = pixels[2] - pixels[0]
    if across < WORTH_DENSE * size[0]:
        return None
    factor = min(DENSE, across / size[0])
    return render_jpeg(picture, pixels, (round(size[0] * factor), round(size[1] * factor)))


def render_jpeg(picture: Picture, pixels: tuple[int, int, int, int], size: tuple[int, int]) -> bytes:
    """Return the pixels in a box as a JPEG file of this size, in sRGB."""
    part = picture.image.resize(size, Image.Resampling.LANCZOS, box=pixels, reducing_gap=3.0)
    return encode_jpeg(picture.in_srgb(part), QUALITY)


def encode_jpeg(image: Image.Image, quality: int) -> bytes:
    """Return an image as JPEG without any metadata, its color at full resolution: fine edges are what we look at."""
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()
