"""Format and pixels of a picture from its first bytes, before anything is decoded.

Pillow would do, but it sets up a decoder on the way; a picture that is far too large must cost nothing.
"""

from dataclasses import dataclass
from typing import Literal

from decision.closer.limits import MAX_BYTES, MAX_PIXELS, MIN_SIDE
from decision.closer.refusals import PictureRefusal

PictureFormat = Literal["JPEG", "PNG", "WEBP"]

_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_PNG_START = b"\x89PNG\r\n\x1a\n"
# Start-of-frame markers: 0xC0 to 0xCF but for DHT (C4), JPG (C8) and DAC (CC), which share the range.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class Header:
    """What the first bytes say; `width` and `height` in pixels, as stored (not turned upright)."""

    format: PictureFormat
    width: int
    height: int


def read_header(data: bytes) -> Header:
    """Return format and pixels.

    Raises:
        PictureRefusal: empty, too many bytes or pixels, too small, HEIC or AVIF, another format, or cut off.
    """
    if not data:
        raise PictureRefusal("missing")
    if len(data) > MAX_BYTES:
        raise PictureRefusal("too-big")
    header = _find_header(data)
    if header.width * header.height > MAX_PIXELS:
        raise PictureRefusal("too-many-pixels")
    if min(header.width, header.height) < MIN_SIDE:
        raise PictureRefusal("too-small")
    return header


def _find_header(data: bytes) -> Header:
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return Header("JPEG", *_read_jpeg(data))
        if data.startswith(_PNG_START):
            return Header("PNG", *_read_big(data, 16, 20, size=4))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return Header("WEBP", *_read_webp(data))
    except IndexError as error:
        raise PictureRefusal("broken") from error
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        raise PictureRefusal("heic")
    raise PictureRefusal("other-format")


def _read_big(data: bytes, *places: int, size: int) -> tuple[int, int]:
    first, second = (_take(data, place, size) for place in places)
    return int.from_bytes(first, "big"), int.from_bytes(second, "big")


def _take(data: bytes, start: int, size: int) -> bytes:
    part = data[start : start + size]
    if len(part) < size:
        raise IndexError(start)
    return part


def _read_jpeg(data: bytes) -> tuple[int, int]:
    place = 2
    while True:
        if data[place] != 0xFF:  # noqa: PLR2004  # every segment begins with it
            raise IndexError(place)
        marker = data[place + 1]
        if marker == 0xFF:  # noqa: PLR2004  # a fill byte
            place += 1
        elif marker in _JPEG_FRAMES:
            height, width = _read_big(data, place + 5, place + 7, size=2)
            return width, height
        else:
            place += 2 + max(2, int.from_bytes(_take(data, place + 2, 2), "big"))


def _read_webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(_take(data, place, 3), "little") + 1 for place in (24, 27))
    elif kind == b"VP8L":
        bits = int.from_bytes(_take(data, 21, 4), "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 ":
        width, height = (int.from_bytes(_take(data, place, 2), "little") & 0x3FFF for place in (26, 28))
    else:
        raise IndexError(12)
    return width, height
