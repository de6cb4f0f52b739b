import struct
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from decision.pictures.headers import Header, name_other_format, read_header
from decision.pictures.limits import MAX_BYTES, MAX_HEIC_BYTES, MOST_STRAY
from decision.pictures.refusals import PictureRefusal, Reason, load_sentences
from tools.harness.drawing import draw_pattern, write

FILES = Path(__file__).with_name("files")


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
        ("AVIF", {}),
    ],
)
def test_format_and_pixels_are_read_from_the_first_bytes(kind: str, options: dict[str, object]) -> None:
    data = write(draw_pattern(321, 123), kind, **options)

    header = read_header(data)

    assert header == Header(kind, 321, 123, is_progressive="progressive" in options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff" + bytes(MAX_BYTES), "too-big"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "broken"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "broken"),
        ((FILES / "upright.heic").read_bytes().ljust(MAX_HEIC_BYTES + 1, b"\0"), "heic-too-big"),
        (b"\xff\xd8\xff", "broken"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "broken"),
        (b"\xff\xd8\xff\xe0\0\x02no marker", "broken"),
        (b"\xff\xd8" + b"\xff\xfe\0\x02" * 3_000_000, "too-many-parts"),
        (b"\xff\xd8" + b"\xff" * 14_000_000, "broken"),
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

    reason = refuse(data)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert reason == "too-many-pixels"
    assert peak < 1_048_576


@pytest.mark.parametrize(
    ("kind", "options", "most", "reason"),
    [
        ("JPEG", {}, 40, "too-many-pixels"),
        ("JPEG", {"progressive": True}, 18, "progressive-too-large"),
        ("PNG", {}, 20, "png-too-large"),
        ("WEBP", {"method": 0}, 8, "webp-too-large"),
        ("AVIF", {"speed": 10}, 12, "avif-too-large"),
    ],
)
def test_each_kind_has_its_limit_and_says_it(kind: str, options: dict[str, object], most: int, reason: Reason) -> None:
    fits, too_large = (
        write(Image.new("L", (width, 1000)), kind, **options) for width in (1000 * most, 1000 * most + 1)
    )

    assert read_header(fits).pixels == most * 1_000_000
    assert refuse(too_large) == reason
    assert f" {most} megapixels" in load_sentences()[reason].title


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("upright.heic", Header("HEIC", 160, 96)),
        ("rotated.heic", Header("HEIC", 96, 160)),
        ("mirrored.heic", Header("HEIC", 96, 160)),
        ("deep.heic", Header("HEIC", 160, 96, is_deep=True)),
        ("large.heic", Header("HEIC", 5712, 4284)),
    ],
)
def test_a_heic_is_read_as_it_will_be_shown(name: str, header: Header) -> None:
    assert read_header((FILES / name).read_bytes()) == header


@pytest.mark.parametrize(
    ("name", "width", "reason", "megapixels"),
    [("large.heic", 6000, "heic-too-large", "25"), ("deep.heic", 140_000, "heic-deep-too-large", "12.5")],
)
def test_a_larger_heic_is_refused(name: str, width: int, reason: Reason, megapixels: str) -> None:
    data = (FILES / name).read_bytes()
    size = data.index(b"ispe") + 8

    larger = data[:size] + struct.pack(">I", width) + data[size + 4 :]

    assert refuse(larger) == reason
    assert f" {megapixels} megapixels" in load_sentences()[reason].title


@pytest.mark.parametrize("name", ["upright.heic", "deep.heic"])
def test_a_heic_cut_off_anywhere_is_never_an_error(name: str) -> None:
    data = (FILES / name).read_bytes()
    meta = data.index(b"mdat") - 4

    reasons = {refuse(data[:length]) for length in range(12, meta)}

    assert reasons == {"broken"}


def test_a_heif_with_another_codec_is_named() -> None:
    data = (FILES / "upright.heic").read_bytes().replace(b"hvcC", b"vvcC")

    assert refuse(data) == "heif-codec"


def test_a_jpeg_in_several_scans_counts_as_progressive() -> None:
    data = bytearray(write(draw_pattern()))
    data[data.index(b"\xff\xda") + 4] = 1  # the first scan holds one color of three

    assert read_header(bytes(data)).is_progressive


def write_scans(count: int) -> bytes:
    """Return a progressive JPEG whose last scan comes again and again, `count` scans in all."""
    data = write(draw_pattern(400, 40), progressive=True)
    start, end = data.rfind(b"\xff\xda"), data.rfind(b"\xff\xd9")
    return data[:end] + data[start:end] * (count - data.count(b"\xff\xda")) + data[end:]


def write_chunks(count: int) -> bytes:
    """Return a PNG with so many empty chunks before its pixels."""
    data = write(draw_pattern(), "PNG")
    start = data.index(b"IDAT") - 4
    chunk = struct.pack(">I", 0) + b"prVt" + struct.pack(">I", zlib.crc32(b"prVt"))
    return data[:start] + chunk * count + data[start:]


def write_segments(count: int) -> bytes:
    """Return a JPEG with so many empty comments before its pixels."""
    data = write(draw_pattern())
    return data[:2] + b"\xff\xfe\x00\x02" * count + data[2:]


def write_riff_chunks(count: int) -> bytes:
    """Return a WebP with so many empty chunks after its pixels."""
    data = write(draw_pattern(), "WEBP") + b"none\0\0\0\0" * count
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


@pytest.mark.parametrize(
    ("write_parts", "fits", "too_many"),
    [
        (write_scans, 24, 25),
        (write_scans, 24, 1500),
        (write_segments, 9_000, 1_000_000),
        (write_chunks, 9_000, 1_000_000),
        (write_riff_chunks, 9_000, 1_000_000),
    ],
)
def test_a_file_of_very_many_parts_is_refused(write_parts: Callable[[int], bytes], fits: int, too_many: int) -> None:
    assert read_header(write_parts(fits)).width == 400
    assert refuse(write_parts(too_many)) == "too-many-parts"


@pytest.mark.parametrize("stray", [2, MOST_STRAY - 2])
def test_stray_bytes_between_segments_are_skipped(stray: int) -> None:
    data = write(draw_pattern())
    place = data.index(b"\xff\xdb")

    assert read_header(data[:place] + bytes(stray) + data[place:]).width == 400


def test_a_second_picture_behind_the_first_is_not_counted() -> None:
    data = write(draw_pattern())

    assert read_header(data + write_scans(1500)).width == 400


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_megabytes_behind_the_end_are_skipped(kind: str) -> None:
    assert read_header(write(draw_pattern(), kind) + bytes(10_000_000)).width == 400


CAMERA = Image.Exif()
CAMERA[0x010F] = "NIKON CORPORATION"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (write(draw_pattern(), "GIF"), "gif"),
        (write(draw_pattern(), "BMP"), "bmp"),
        (write(draw_pattern(), "TIFF"), "tiff"),
        (b"II*\0" + CAMERA.tobytes()[6:], "raw"),
        (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "raw"),
        (write(draw_pattern(), "PDF"), "pdf"),
        (write(draw_pattern(), "JPEG2000"), "jpeg-2000"),
        (write(draw_pattern(), "JPEG2000", no_jp2=True), "jpeg-2000"),
        (b"II\x1a\0\0\0HEAPCCDR\2\0\1\0", "raw"),
        (b"\xff\x0a" + bytes(20), "jpeg-xl"),
        (b"8BPS\0\x01", "psd"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        (b"<!DOCTYPE html><title>Me</title>", "web-page"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "video"),
        (b"PK\x03\x04", "archive"),
        (b"\xd0\xcf\x11\xe0", "document"),
        (b"Dear studio, here is my photo.", "other-format"),
    ],
)
def test_a_file_is_called_what_it_is(data: bytes, reason: str) -> None:
    assert name_other_format(data) == reason
