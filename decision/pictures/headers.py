"""Format and pixels of a picture from its first bytes, before anything is decoded.

Pillow would do, but it sets up a decoder on the way; a picture that is far too large must cost nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from decision.pictures.limits import (
    MAX_BYTES,
    MAX_PIXELS,
    MAX_PNG_PIXELS,
    MAX_PROGRESSIVE_PIXELS,
    MAX_WEBP_PIXELS,
    MIN_SIDE,
)
from decision.pictures.refusals import PictureRefusal, Reason

PictureFormat = Literal["JPEG", "PNG", "WEBP"]

_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_PNG_START = b"\x89PNG\r\n\x1a\n"
# Start-of-frame markers: 0xC0 to 0xCF but for DHT (C4), JPG (C8) and DAC (CC), which share the range.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset((0xC2, 0xC6, 0xCA, 0xCE))
_SCAN = 0xDA
MOST_SEGMENTS = 2000
"""15 MB of metadata take 230. Millions of tiny ones would take seconds to walk through."""


@dataclass(frozen=True)
class Header:
    """What the first bytes say; `width` and `height` in pixels, as stored (not turned upright)."""

    format: PictureFormat
    width: int
    height: int
    is_progressive: bool = False
    """A JPEG in several scans, which its decoder has to keep whole."""

    @property
    def pixels(self) -> int:
        """How many there are."""
        return self.width * self.height


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
    if header.pixels > MAX_PIXELS:
        raise PictureRefusal("too-many-pixels")
    most, reason = _find_limit(header)
    if header.pixels > most:
        raise PictureRefusal(reason)
    if min(header.width, header.height) < MIN_SIDE:
        raise PictureRefusal("too-small")
    return header


def _find_limit(header: Header) -> tuple[int, Reason]:
    if header.format == "PNG":
        return MAX_PNG_PIXELS, "png-too-large"
    if header.format == "WEBP":
        return MAX_WEBP_PIXELS, "webp-too-large"
    return (MAX_PROGRESSIVE_PIXELS if header.is_progressive else MAX_PIXELS), "progressive-too-large"


def _find_header(data: bytes) -> Header:
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _read_jpeg(data)
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


def _read_jpeg(data: bytes) -> Header:
    """Return what the frame says, and the first scan: one that leaves a color out will not be the last."""
    frame = 0
    for place in _list_segments(data):
        marker = data[place + 1]
        if marker in _JPEG_FRAMES:
            frame = place
        if marker == _SCAN and frame:
            height, width = _read_big(data, frame + 5, frame + 7, size=2)
            is_progressive = data[frame + 1] in _PROGRESSIVE or data[place + 4] < data[frame + 9]
            return Header("JPEG", width, height, is_progressive)
    raise IndexError(frame)


def _list_segments(data: bytes) -> Iterator[int]:
    """Yield where each segment of a JPEG begins, up to the most that an honest one has."""
    place = 2
    for _ in range(MOST_SEGMENTS):
        if data[place] != 0xFF:  # noqa: PLR2004  # every segment begins with it
            raise IndexError(place)
        if data[place + 1] == 0xFF:  # noqa: PLR2004  # a fill byte
            place += 1
            continue
        yield place
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
