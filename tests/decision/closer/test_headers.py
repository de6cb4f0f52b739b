import struct
import tracemalloc
from time import perf_counter

import pytest
from PIL import Image

from decision.closer.headers import Header, read_header
from decision.closer.limits import MAX_BYTES
from decision.closer.refusals import PictureRefusal
from tests.decision.closer.drawing import draw_pattern, write


def refuse(data: bytes) -> str:
    with pytest.raises(PictureRefusal) as caught:
        read_header(data)
    return caught.value.reason


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"exif": Image.Exif().tobytes()}),
        ("PNG", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\0\0"}),
    ],
)
def test_format_and_pixels_are_read_from_the_first_bytes(kind: str, options: dict[str, object]) -> None:
    data = write(draw_pattern(321, 123), kind, **options)

    header = read_header(data)

    assert header == Header(kind, 321, 123)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "missing"),
        (b"\xff\xd8\xff" + bytes(MAX_BYTES), "too-big"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "heic"),
        (b"GIF89a" + bytes(20), "other-format"),
        (b"%PDF-1.7", "other-format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "other-format"),
        (b"\xff\xd8\xff", "broken"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "broken"),
        (b"\xff\xd8\xff\xe0\0\x02no marker", "broken"),
        (b"\x89PNG\r\n\x1a\n\0\0", "broken"),
        (b"RIFF\0\0\0\0WEBPVP8L", "broken"),
        (b"RIFF\0\0\0\0WEBPNONE" + bytes(20), "broken"),
    ],
)
def test_what_cannot_be_looked_at_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    assert refuse(data) == reason


def test_a_picture_needs_32_pixels_on_each_side() -> None:
    assert refuse(write(draw_pattern(31, 400))) == "too-small"
    assert read_header(write(draw_pattern(32, 400))).width == 32


def make_huge_png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header + bytes(4)


def test_more_than_40_megapixels_are_refused_at_no_cost() -> None:
    data = make_huge_png(8001, 5000)
    tracemalloc.start()
    started = perf_counter()

    reason = refuse(data)

    elapsed, peak = perf_counter() - started, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert reason == "too-many-pixels"
    assert elapsed < 0.005
    assert peak < 1_048_576
    assert read_header(make_huge_png(8000, 5000)) == Header("PNG", 8000, 5000)
