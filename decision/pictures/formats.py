"""Names the format of a file that we cannot open, so that the refusal can say what to do with this file."""

from decision.pictures.heif import list_brands
from decision.pictures.refusals import Reason

_STARTS: tuple[tuple[bytes, Reason], ...] = (
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"%PDF", "pdf"),
    (b"8BPS", "psd"),
    (b"\xff\x0a", "jpeg-xl"),
    (b"\0\0\0\x0cJXL ", "jpeg-xl"),
    (b"\0\0\0\x0cjP  ", "jpeg-2000"),
    (b"FUJIFILMCCD-RAW", "raw"),
    (b"IIRO", "raw"),  # Olympus
    (b"IIU\0", "raw"),  # Panasonic
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
