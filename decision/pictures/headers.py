"""Format and pixels of a picture, and of how many parts its file is made, before anything is decoded.

Pillow would do, but it sets up a decoder on the way; a picture that asks for too much work must cost nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from decision.pictures.limits import (
    MAX_BYTES,
    MAX_PIXELS,
    MAX_PNG_PIXELS,
    MAX_PROGRESSIVE_PIXELS,
    MAX_WEBP_PIXELS,
    MIN_SIDE,
    MOST_PARTS,
    MOST_SCANS,
)
from decision.pictures.refusals import PictureRefusal, Reason

PictureFormat = Literal["JPEG", "PNG", "WEBP"]

_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_PNG_START = b"\x89PNG\r\n\x1a\n"
# Start-of-frame markers: 0xC0 to 0xCF but for DHT (C4), JPG (C8) and DAC (CC), which share the range.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset((0xC2, 0xC6, 0xCA, 0xCE))
_SCAN, _END = 0xDA, 0xD9
# What ends the pixels of a scan: any marker but a stuffed zero, a restart or a fill byte.
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


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
        PictureRefusal: empty, too many bytes, pixels or parts, too small, HEIC or AVIF, another format, or cut off.
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
    try:
        if _has_too_many_parts(data, header.format):
            raise PictureRefusal("too-many-parts")
    except IndexError as error:
        raise PictureRefusal("broken") from error
    return header


def _has_too_many_parts(data: bytes, kind: PictureFormat) -> bool:
    if kind == "JPEG":
        return sum(data[place + 1] == _SCAN for place in _list_segments(data)) > MOST_SCANS
    chunks = _list_png_chunks(data) if kind == "PNG" else _list_webp_chunks(data)
    return sum(1 for _ in islice(chunks, MOST_PARTS)) == MOST_PARTS


def _list_png_chunks(data: bytes) -> Iterator[int]:
    place = len(_PNG_START)
    while place < len(data):
        yield place
        place += 12 + int.from_bytes(data[place : place + 4], "big")


def _list_webp_chunks(data: bytes) -> Iterator[int]:
    place = 12
    while place < len(data):
        yield place
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + length + length % 2


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
    """Yield where each segment of a JPEG begins, up to its end; a fill byte counts as one."""
    place = 2
    for _ in range(MOST_PARTS):
        if data[place + 1] == _END:
            return
        if data[place] != 0xFF:  # noqa: PLR2004  # every segment begins with it
            raise IndexError(place)
        yield place
        if data[place + 1] == 0xFF:  # noqa: PLR2004  # a fill byte
            place += 1
            continue
        is_scan = data[place + 1] == _SCAN
        place += 2 + max(2, int.from_bytes(_take(data, place + 2, 2), "big"))
        if is_scan:
            end = _MARKER.search(data, place)
            if end is None:
                return
            place = end.start()
    raise PictureRefusal("too-many-parts")


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
