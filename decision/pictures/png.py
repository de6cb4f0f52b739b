"""PNG files without the parts that a browser skips but Pillow stumbles over."""

import zlib

from decision.pictures.headers import list_png_chunks
from decision.pictures.limits import MOST_TEXT

_TEXTS = (b"tEXt", b"zTXt", b"iTXt", b"iCCP")
_OPTIONAL = 0x20
"""The bit of a chunk's name that says readers may skip it."""


def skip_oversized(data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return a PNG without damaged optional chunks and oversized texts, and keyword -> the beginning of those texts."""
    kept: list[bytes] = []
    skipped: dict[str, bytes] = {}
    begin = 0
    for offset in list_png_chunks(data):
        kind = data[offset + 4 : offset + 8]
        if not kind or not kind[0] & _OPTIONAL:
            continue
        end = offset + 12 + int.from_bytes(data[offset : offset + 4], "big")
        keyword, text = _read_text(kind, data[offset + 8 : end - 4]) if kind in _TEXTS else (b"", b"")
        is_long = len(text) > MOST_TEXT
        if is_long or zlib.crc32(data[offset + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            kept.append(data[begin:offset])
            begin = end
        if is_long and kind != b"iCCP":
            skipped[keyword.decode("latin-1")] = text
    return (b"".join((*kept, data[begin:])) if begin else data), skipped


def read_color_codes(data: bytes) -> tuple[int, int] | None:
    """Return the codes of primaries and transfer (cICP), if there are any before the pixels."""
    for offset in list_png_chunks(data):
        kind = data[offset + 4 : offset + 8]
        if kind == b"IDAT":
            return None
        if kind == b"cICP" and data[offset : offset + 4] == b"\0\0\0\4":
            return data[offset + 8], data[offset + 9]
    return None


def _read_text(kind: bytes, chunk: bytes) -> tuple[bytes, bytes]:
    """Return the keyword and the text of a chunk, or its beginning up to a byte beyond the limit."""
    keyword, _, rest = chunk.partition(b"\0")
    if kind == b"tEXt":
        return keyword, rest[: MOST_TEXT + 1]
    is_packed = kind != b"iTXt" or rest.startswith(b"\1")
    body = rest[2:].split(b"\0", 2)[-1] if kind == b"iTXt" else rest[1:]
    if not is_packed:
        return keyword, body[: MOST_TEXT + 1]
    try:
        return keyword, zlib.decompressobj().decompress(body, MOST_TEXT + 1)
    except zlib.error:
        return keyword, b""
