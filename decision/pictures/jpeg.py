"""JPEG: its frame, its scans, and XMP that is too long for one segment, which holds 64 KB."""

import re
from collections.abc import Iterator

from decision.pictures.limits import MOST_PARTS, MOST_STRAY
from decision.pictures.refusals import PictureRefusal

# Start-of-frame markers: 0xC0 to 0xCF but for DHT (C4), JPG (C8) and DAC (CC), which share the range.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset((0xC2, 0xC6, 0xCA, 0xCE))
_SCAN, _END = 0xDA, 0xD9
# Where the next segment begins: at any marker but a stuffed zero, a restart or a fill byte.
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_APP1 = 0xE1
_NAMESPACE = b"http://ns.adobe.com/xmp/extension/\0"
_NAME = 32
"""Bytes of the text that all segments of one extension share. Its length and the position of the segment follow."""


def read_frame(data: bytes) -> tuple[int, int, bool]:
    """Return width, height, and whether the JPEG has several scans: a first one that leaves a color out isn't the last.

    Raises:
        IndexError: a part is missing.
        PictureRefusal: too many segments.
    """
    frame = 0
    for offset in list_jpeg_segments(data):
        marker = data[offset + 1]
        if marker in _JPEG_FRAMES:
            frame = offset
        if marker == _SCAN and frame:
            height, width = _read_short(data, frame + 5), _read_short(data, frame + 7)
            is_progressive = data[frame + 1] in _PROGRESSIVE or data[offset + 4] < data[frame + 9]
            return width, height, is_progressive
    raise IndexError(frame)


def list_jpeg_segments(data: bytes) -> Iterator[int]:
    """Yield where each segment of a JPEG begins, up to its end. Bytes between two segments are skipped."""
    offset = 2
    for _ in range(MOST_PARTS):
        found = _MARKER.search(data, offset, offset + MOST_STRAY)
        if found is None:
            raise IndexError(offset)
        offset = found.start()
        if data[offset + 1] == _END:
            return
        yield offset
        is_scan = data[offset + 1] == _SCAN
        offset += 2 + max(2, _read_short(data, offset + 2))
        if is_scan:
            end = _MARKER.search(data, offset)
            if end is None:
                return
            offset = end.start()
    raise PictureRefusal("too-many-parts")


def count_scans(data: bytes) -> int:
    """Return how many times the JPEG goes over the picture."""
    return sum(data[offset + 1] == _SCAN for offset in list_jpeg_segments(data))


def _read_short(data: bytes, offset: int) -> int:
    return data[offset] << 8 | data[offset + 1]


def read_extended_xmp(data: bytes) -> bytes:
    """Return the extensions of the XMP, each joined from its segments.

    Readers should ignore those that the main XMP doesn't name. We read them too: a program that replaces the main XMP
    leaves them behind, and they may say AI.
    """
    parts: list[tuple[bytes, bytes, bytes]] = []
    for offset in list_jpeg_segments(data):
        start = offset + 4
        if data[offset + 1] == _APP1 and data.startswith(_NAMESPACE, start):
            end = offset + 2 + int.from_bytes(data[offset + 2 : start], "big")
            name = start + len(_NAMESPACE)
            text = name + _NAME + 8
            parts.append((data[name : name + _NAME], data[text - 4 : text], data[text:end]))
    return b"".join(text for _, _, text in sorted(parts))
