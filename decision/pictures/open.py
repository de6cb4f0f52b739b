"""From bytes to a picture that can be worked on: decoded within limits, upright, its colors understood."""

import warnings
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import chain
from typing import Any

from PIL import AvifImagePlugin, Image, ImageFile

from decision.pictures.color_codes import read_codes, read_gamma, read_png_codes
from decision.pictures.colors import Colors, read_colors
from decision.pictures.decoding import STRIP, decode, find_factor, shrink_by
from decision.pictures.geometry import Box
from decision.pictures.headers import Header, PictureFormat, read_header
from decision.pictures.heif import cut_heic, open_heic, read_container
from decision.pictures.jpeg import read_extended_xmp
from decision.pictures.orientation import ORIENTATION, find_stored, turn_size, turn_upright
from decision.pictures.png import read_color_codes, skip_oversized
from decision.pictures.refusals import PictureRefusal

REDUCTIONS = (4, 8, 16)
OVERSAMPLE = 1.2
"""A part is resampled from the smallest level with this many pixels for each one wanted."""


@dataclass(frozen=True)
class Picture:
    """An opened picture. `stored` is RGB in the file's own colors, as the file holds it: not turned, and of a large
    file only every second pixel each way. All else is about the upright picture."""

    stored: Image.Image
    orientation: int
    format: PictureFormat
    width: int
    height: int
    """Pixels of the file, upright."""
    file_size: int
    """Bytes."""
    colors: Colors
    info: Mapping[Any, Any]
    """What else the file contains, by the names that Pillow gives it."""
    exif: Image.Exif
    long_texts: Mapping[str, bytes] = field(default_factory=dict)
    """Keyword -> the beginning of a text in a PNG that was too long to read as a whole."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, upright, of the pixels at hand: what boxes and faces are measured in."""
        return turn_size(self.stored.size, self.orientation)

    @property
    def whole(self) -> Box:
        """All of it."""
        return Box(0, 0, *self.size)

    @property
    def scale(self) -> float:
        """Pixels at hand for each pixel of the file, either way."""
        return self.size[0] / self.width

    @cached_property
    def levels(self) -> tuple[tuple[int, Image.Image], ...]:
        """(how many times smaller, the picture): small versions are made from the nearest one, since the whole is
        slow to go through. There is none at a half: it would take the most memory and save the least."""
        levels = [(1, self.stored)]
        for factor in REDUCTIONS:
            made, last = levels[-1]
            if min(last.size) >= factor // made:
                levels.append((factor, last.reduce(factor // made)))
        return tuple(levels)

    def resample(self, box: Box, size: tuple[int, int]) -> Image.Image:
        """Return a part of the upright picture, in sRGB and of this size in pixels."""
        wanted = OVERSAMPLE * size[0] / box.width
        factor, source = next(level for level in reversed(self.levels) if level[0] == 1 or 1 / level[0] >= wanted)
        part = find_stored(box, self.size, self.orientation).scale(1 / factor).clamp(source.size)
        window = (part.left, part.top, part.right, part.bottom)
        upon = turn_size(size, self.orientation)
        small = source.resize(upon, Image.Resampling.LANCZOS, box=window, reducing_gap=OVERSAMPLE)
        return turn_upright(self.colors.to_srgb(small), self.orientation)


def open_picture(data: bytes, box: tuple[int, int] | None = None) -> Picture:
    """Return the picture in `data`; with as few pixels as filling `box` (width, height) takes, when it is given.

    Raises:
        PictureRefusal: as `read_header`, or the data cannot be decoded.
    """
    header = read_header(data)
    try:
        with warnings.catch_warnings(action="ignore"):  # Pillow warns of damaged metadata, which is common
            return _open(data, header, box)
    except PictureRefusal:
        raise
    except Exception as error:
        # On hostile files Pillow's readers raise nearly anything: OSError, SyntaxError, struct.error, KeyError …
        raise PictureRefusal("broken") from error


def _open(data: bytes, header: Header, box: tuple[int, int] | None) -> Picture:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, wherever it is loaded as well, switches it on
    if header.format == "HEIC":
        return _open_heic(data, header, box)
    kept, skipped = skip_oversized(data) if header.format == "PNG" else (data, {})
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread would claim 64 MB of addresses
    file = Image.open(BytesIO(kept), formats=[header.format])
    if file.size != (header.width, header.height):  # the headers and Pillow disagree
        raise PictureRefusal("broken")
    if header.format == "PNG":
        file.load()  # PNG may have metadata after the pixels
    exif = read_exif(file.info.get("exif"))
    orientation = _read_orientation(exif)
    colors = _read_colors(kept, header, file.mode, file.info)
    needs_copy = (file.format == "PNG" and file.has_transparency_data) or file.mode == "CMYK"
    factor = find_factor(header, box and turn_size(box, orientation), needs_copy=needs_copy)
    stored = decode(file, factor, colors)
    width, height = turn_size((header.width, header.height), orientation)
    info = dict(file.info)
    if header.format == "JPEG" and (more := read_extended_xmp(data)):
        info["xmp"] = info.get("xmp", b"") + more
    return Picture(stored, orientation, header.format, width, height, len(data), colors, info, exif, skipped)


def _open_heic(data: bytes, header: Header, box: tuple[int, int] | None) -> Picture:
    """Return a HEIC. Its decoder rotates it, so what its EXIF says about that is ignored."""
    image = open_heic(data)
    info = {key: value for key, value in image.info.items() if value}
    colors = _read_colors(data, header, image.mode, info)
    factor = find_factor(header, box, needs_copy=True)
    strips = cut_heic(image, STRIP * factor)
    first = next(strips)  # decodes it, which may change its size by a cut that the container asks for
    width, height = image.size
    if width * height > header.pixels:
        raise PictureRefusal("broken")
    stored = shrink_by(chain((first,), strips), (width, height), factor, colors)
    return Picture(stored, 1, "HEIC", width, height, len(data), colors, info, read_exif(info.get("exif")))


def _read_colors(data: bytes, header: Header, mode: str, info: Mapping[Any, Any]) -> Colors:
    """Return what a file says about its colors, in the order of browsers: codes in a PNG, a profile, other numbers."""
    profile, named = info.get("icc_profile"), None
    if header.format == "PNG":
        if codes := read_color_codes(data):
            named = read_png_codes(*codes)
            profile = None if named else profile
        if not named and "gamma" in info and "srgb" not in info:
            named = read_gamma(info["gamma"], info.get("chromaticity"))
    elif header.format in ("HEIC", "AVIF") and (codes := read_container(data).color_codes):
        named = read_codes(*codes)
    return read_colors(mode, profile, named)


def read_exif(data: object) -> Image.Exif:
    """Return the EXIF of a file, empty if it is damaged. Pillow's own way would take an orientation from XMP too."""
    exif = Image.Exif()
    if isinstance(data, bytes):
        with suppress(Exception):  # damaged EXIF must not cost a good picture
            exif.load(data)
    return exif


def _read_orientation(exif: Image.Exif) -> int:
    try:
        value = exif.get(ORIENTATION, 1)
    except Exception:  # damaged EXIF must not cost a good picture
        return 1
    return value if isinstance(value, int) else 1
