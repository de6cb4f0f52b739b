"""Format and pixels of a picture, and of how many parts its file is made, before anything is decoded.

Pillow would do, but it sets up a decoder on the way; a picture that asks for too much work must cost nothing.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from decision.pictures.heif import BRANDS, list_brands, read_container
from decision.pictures.jpeg import count_scans, read_frame
from decision.pictures.limits import (
    DEEP_SHARE,
    MAX_AVIF_PIXELS,
    MAX_BYTES,
    MAX_HEIC_BYTES,
    MAX_HEIC_PIXELS,
    MAX_PIXELS,
    MAX_PNG_PIXELS,
    MAX_PROGRESSIVE_PIXELS,
    MAX_WEBP_PIXELS,
    MIN_SIDE,
    MOST_PARTS,
    MOST_SCANS,
)
from decision.pictures.refusals import PictureRefusal, Reason

PictureFormat = Literal["JPEG", "PNG", "WEBP", "HEIC", "AVIF"]

_PNG_START = b"\x89PNG\r\n\x1a\n"


# Format -> (most pixels, reason) with 8 bits a color, and with more.
_LIMITS: dict[PictureFormat, tuple[tuple[int, Reason], tuple[int, Reason]]] = {
    "PNG": ((MAX_PNG_PIXELS, "png-too-large"),) * 2,
    "WEBP": ((MAX_WEBP_PIXELS, "webp-too-large"),) * 2,
    "HEIC": ((MAX_HEIC_PIXELS, "heic-too-large"), (MAX_HEIC_PIXELS // DEEP_SHARE, "heic-deep-too-large")),
    "AVIF": ((MAX_AVIF_PIXELS, "avif-too-large"), (MAX_AVIF_PIXELS // DEEP_SHARE, "avif-deep-too-large")),
}


@dataclass(frozen=True)
class Header:
    """What the first bytes say; `width` and `height` in pixels, as stored (not turned upright)."""

    format: PictureFormat
    width: int
    height: int
    is_progressive: bool = False
    """A JPEG in several scans, which its decoder has to keep whole."""
    is_deep: bool = False
    """A HEIC or AVIF with more than 8 bits a color."""

    @property
    def pixels(self) -> int:
        """How many there are."""
        return self.width * self.height


def read_header(data: bytes) -> Header:
    """Return format and pixels.

    Raises:
        PictureRefusal: empty, too many bytes, pixels or parts, too small, another format, or cut off.
    """
    if not data:
        raise PictureRefusal("empty")
    if len(data) > MAX_BYTES:
        raise PictureRefusal("too-big")
    header = _find_header(data)
    _check_size(header, len(data))
    try:
        if _has_too_many_parts(data, header.format):
            raise PictureRefusal("too-many-parts")
    except IndexError as error:
        raise PictureRefusal("broken") from error
    return header


def _check_size(header: Header, file_size: int) -> None:
    if header.format == "HEIC" and file_size > MAX_HEIC_BYTES:
        raise PictureRefusal("heic-too-big")
    if header.pixels > MAX_PIXELS:
        raise PictureRefusal("too-many-pixels")
    most, reason = _find_limit(header)
    if header.pixels > most:
        raise PictureRefusal(reason)
    if min(header.width, header.height) < MIN_SIDE:
        raise PictureRefusal("too-small")


def _has_too_many_parts(data: bytes, kind: PictureFormat) -> bool:
    if kind in ("HEIC", "AVIF"):  # counted while they were read
        return False
    if kind == "JPEG":
        return count_scans(data) > MOST_SCANS
    chunks = list_png_chunks(data) if kind == "PNG" else _list_webp_chunks(data)
    return sum(1 for _ in islice(chunks, MOST_PARTS)) == MOST_PARTS


def list_png_chunks(data: bytes) -> Iterator[int]:
    """Yield where each chunk begins, up to the last."""
    offset = len(_PNG_START)
    while offset < len(data):
        yield offset
        if data[offset + 4 : offset + 8] == b"IEND":
            return
        offset += 12 + int.from_bytes(data[offset : offset + 4], "big")


def _list_webp_chunks(data: bytes) -> Iterator[int]:
    offset, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while offset < end:
        yield offset
        length = int.from_bytes(data[offset + 4 : offset + 8], "little")
        offset += 8 + length + length % 2


def _find_limit(header: Header) -> tuple[int, Reason]:
    if header.format == "JPEG":
        return (MAX_PROGRESSIVE_PIXELS if header.is_progressive else MAX_PIXELS), "progressive-too-large"
    usual, deep = _LIMITS[header.format]
    return deep if header.is_deep else usual


def _find_header(data: bytes) -> Header:
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return Header("JPEG", *read_frame(data))
        if data.startswith(_PNG_START):
            return Header("PNG", *struct.unpack(">II", _take(data, 16, 8)))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return Header("WEBP", *_read_webp(data))
        if BRANDS.intersection(list_brands(data)):
            return _read_heif(data)
    except IndexError as error:
        raise PictureRefusal("broken") from error
    raise PictureRefusal(name_other_format(data))


def _read_heif(data: bytes) -> Header:
    """Return a HEIC as it is shown, since its decoder rotates it, and an AVIF as it is stored."""
    found = read_container(data)
    if found.codec == "AV1":
        return Header("AVIF", found.width, found.height, is_deep=found.is_deep)
    width, height = (found.height, found.width) if found.is_lying else (found.width, found.height)
    return Header("HEIC", width, height, is_deep=found.is_deep)


def _take(data: bytes, start: int, size: int) -> bytes:
    part = data[start : start + size]
    if len(part) < size:
        raise IndexError(start)
    return part


def _read_webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(_take(data, offset, 3), "little") + 1 for offset in (24, 27))
    elif kind == b"VP8L":
        bits = int.from_bytes(_take(data, 21, 4), "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 ":
        width, height = (int.from_bytes(_take(data, offset, 2), "little") & 0x3FFF for offset in (26, 28))
    else:
        raise IndexError(12)
    return width, height


_STARTS: tuple[tuple[bytes, Reason], ...] = (
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"%PDF", "pdf"),
    (b"8BPS", "psd"),
    (b"\xff\x0a", "jpeg-xl"),
    (b"\0\0\0\x0cJXL ", "jpeg-xl"),
    (b"\0\0\0\x0cjP  ", "jpeg-2000"),
    (b"\xff\x4f\xff\x51", "jpeg-2000"),  # without a container
    (b"FUJIFILMCCD-RAW", "raw"),
    (b"IIRO", "raw"),  # Olympus
    (b"IIU\0", "raw"),  # Panasonic
    (b"II\x1a\0\0\0HEAPCCDR", "raw"),  # older Canon
    (b"\x1a\x45\xdf\xa3", "video"),  # WebM, Matroska
    (b"PK\x03\x04", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\xd0\xcf\x11\xe0", "document"),  # Word before 2007
    (b"{\\rtf", "document"),
)
_TIFF_STARTS = (b"II*\0", b"MM\0*")
_RAW_MAKERS = (b"Canon", b"NIKON", b"SONY", b"PENTAX", b"DNGVersion", b"CR\x02")
_MARKUP: tuple[tuple[bytes, Reason], ...] = ((b"<svg", "svg"), (b"<html", "web-page"), (b"<!doctype html", "web-page"))
_HEAD = 1024


def name_other_format(data: bytes) -> Reason:
    """Return the reason for refusing a file whose format we don't open."""
    head = data[:_HEAD]
    for start, reason in _STARTS:
        if head.startswith(start):
            return reason
    if head.startswith(_TIFF_STARTS):
        return "raw" if any(maker in head for maker in _RAW_MAKERS) else "tiff"
    if brands := list_brands(data):
        return "raw" if b"crx " in brands else "video"
    text = head.lower()
    for mark, reason in _MARKUP:
        if mark in text:
            return reason
    return "other-format"
