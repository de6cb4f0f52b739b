"""Parts of a picture as small JPEG files, each resampled once from the pixels that there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from decision.pictures.geometry import Box
from decision.pictures.open import OVERSAMPLE, Picture

FINE, USUAL = 90, 85
"""JPEG quality of cut-outs, whose edges are studied, and of all else."""
DENSE = 2
"""Pixels of a good screen for each CSS pixel."""
LARGE = 1.5
"""The same for cut-outs, which are enlarged anyway."""
WIDEST = 1200
"""Pixels: no version is wider, however dense the screen."""
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


def render_sizes(picture: Picture, box: Box, widths: Iterable[int]) -> dict[int, Rendition]:
    """Return width -> a part of the picture as it looks that many CSS pixels wide, on plain and dense screens.

    The part is resampled from the picture once; smaller versions are made from the larger ones.
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
    """Return a part of the picture to be looked into, `width` CSS pixels wide: with as many of its pixels as make
    sense."""
    size = width, find_height(box, width)
    density = max(1.0, min(LARGE, box.width / width))
    pixels = round(size[0] * density), round(size[1] * density)
    return Rendition(encode(picture.resample(box, pixels), quality), *size, is_enlarged=box.width < width)


def find_height(box: Box, width: int) -> int:
    """Return the height that goes with a width."""
    return max(1, round(width * box.height / box.width))


def encode(image: Image.Image, quality: int) -> bytes:
    """Return a JPEG file without metadata. In a cut-out colors keep their full resolution: edges are studied there."""
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, subsampling=0 if quality == FINE else 2)
    return out.getvalue()
