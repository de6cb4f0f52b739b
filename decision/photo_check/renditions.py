"""Parts of a picture as small JPEG files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from decision.pictures.geometry import Box
from decision.pictures.open import OVERSAMPLE, Picture

FINE, USUAL = 90, 85
"""JPEG quality of cut-outs, whose edges people study, and of everything else."""
DENSE = 2
"""Pixels per CSS pixel on a dense screen."""
LARGE = 1.5
"""The same for cut-outs, which are enlarged already."""
WIDEST = 1200
"""Pixels. No version is wider, however dense the screen."""
WORTH_DENSE = 1.25
"""A dense version is made when the picture has at least this many pixels per CSS pixel."""


@dataclass(frozen=True)
class Rendition:
    """A part of the picture as JPEG, `width` × `height` CSS pixels. `dense` is the version for dense screens."""

    jpeg: bytes
    width: int
    height: int
    dense: bytes | None = None
    is_enlarged: bool = False
    """Whether the picture has fewer pixels than are shown."""


def render_sizes(picture: Picture, box: Box, widths: Iterable[int]) -> dict[int, Rendition]:
    """Return width in CSS pixels -> a part of the picture at that width, for plain and dense screens.

    Smaller versions are made from larger ones, so that the picture is resampled once.
    """
    dense = {width: width * min(DENSE, WIDEST / width, box.width / width) for width in widths}
    wanted = {round(pixels) for width, pixels in dense.items() if pixels >= WORTH_DENSE * width} | dense.keys()
    files = _render_chain(picture, box, sorted(wanted, reverse=True))
    return {
        width: Rendition(
            files[width],
            *(width, find_height(box, width)),
            dense=files[round(pixels)] if pixels >= WORTH_DENSE * width else None,
            is_enlarged=box.width < width,
        )
        for width, pixels in dense.items()
    }


def _render_chain(picture: Picture, box: Box, widths: Sequence[int]) -> dict[int, bytes]:
    """Return width in pixels -> JPEG, for widths from the largest down."""
    made: list[Image.Image] = []
    for width in widths:
        size = width, find_height(box, width)
        source = next((image for image in reversed(made) if image.width >= OVERSAMPLE * width), None)
        made.append(source.resize(size, Image.Resampling.LANCZOS) if source else picture.resample(box, size))
    return {image.width: encode(image, USUAL) for image in made}


def render_large(picture: Picture, box: Box, width: int, quality: int = FINE) -> Rendition:
    """Return a part of the picture to be studied, `width` CSS pixels wide, with as many of its pixels as are useful."""
    size = width, find_height(box, width)
    density = max(1.0, min(LARGE, box.width / width))
    pixels = round(size[0] * density), round(size[1] * density)
    return Rendition(encode(picture.resample(box, pixels), quality), *size, is_enlarged=box.width < width)


def find_height(box: Box, width: int) -> int:
    return max(1, round(width * box.height / box.width))


def encode(image: Image.Image, quality: int) -> bytes:
    """Return a JPEG file without metadata. Cut-outs keep full color resolution, because people study their edges."""
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling=0 if quality == FINE else 2)
    return out.getvalue()
