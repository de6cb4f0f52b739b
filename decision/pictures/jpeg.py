"""XMP that is too long for one segment of a JPEG, which holds 64 KB."""

from decision.pictures.headers import list_jpeg_segments

_APP1 = 0xE1
_NAMESPACE = b"http://ns.adobe.com/xmp/extension/\0"
_NAME = 32
"""Bytes of the text that all segments of one extension share. Its length and the place of the segment follow."""


def read_extended_xmp(data: bytes) -> bytes:
    """Return the extensions of the XMP, each joined from its segments.

    Readers should ignore those that the main XMP doesn't name. We read them too: a program that replaces the main XMP
    leaves them behind, and they may say AI.
    """
    parts: list[tuple[bytes, bytes, bytes]] = []
    for place in list_jpeg_segments(data):
        start = place + 4
        if data[place + 1] == _APP1 and data.startswith(_NAMESPACE, start):
            end = place + 2 + int.from_bytes(data[place + 2 : start], "big")
            name = start + len(_NAMESPACE)
            text = name + _NAME + 8
            parts.append((data[name : name + _NAME], data[text - 4 : text], data[text:end]))
    return b"".join(text for _, _, text in sorted(parts))
