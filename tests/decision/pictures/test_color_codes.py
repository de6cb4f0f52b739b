"""Color profiles given by code numbers. The expected colors were read from Chromium 156 (decision 93)."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from decision.pictures.open import Picture, open_picture
from tools.harness.drawing import write

COLOR = (200, 100, 50)
AS_STORED = COLOR
SRGB = (31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
P3 = (31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)
NOWHERE = (0,) * 8
HEIC = Path(__file__).with_name("files") / "upright.heic"


def write_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def gamma(value: int) -> bytes:
    return write_chunk(b"gAMA", struct.pack(">I", value))


def chromaticities(values: tuple[int, ...]) -> bytes:
    return write_chunk(b"cHRM", struct.pack(">8I", *values))


def codes(primaries: int, transfer: int) -> bytes:
    return write_chunk(b"cICP", bytes((primaries, transfer, 0, 1)))


def find_color(picture: Picture) -> tuple[int, ...]:
    color = picture.resample(picture.whole, (1, 1)).getpixel((0, 0))
    assert isinstance(color, tuple)
    return color


def open_png(*chunks: bytes, image: Image.Image | None = None) -> Picture:
    data = write(image or Image.new("RGB", (40, 40), COLOR), "PNG")
    return open_picture(data[:33] + b"".join(chunks) + data[33:])


@pytest.mark.parametrize(
    ("chunks", "name", "color"),
    [
        ([gamma(100_000)], "gamma 1", (229, 168, 122)),
        ([gamma(55_556)], "gamma 1.8", (210, 119, 65)),
        ([gamma(45_455)], None, AS_STORED),
        ([gamma(45_455), chromaticities(SRGB)], "gamma 2.2", (201, 100, 46)),
        ([gamma(45_455), chromaticities(P3)], "gamma 2.2", (216, 93, 24)),
        ([gamma(100_000), chromaticities(NOWHERE)], None, AS_STORED),
        ([gamma(0)], None, AS_STORED),
        ([chromaticities(P3)], None, AS_STORED),
        ([write_chunk(b"sRGB", b"\0"), gamma(100_000)], None, AS_STORED),
        ([codes(12, 13)], "Display P3", (215, 93, 31)),
        ([codes(12, 13), gamma(100_000)], "Display P3", (215, 93, 31)),
        ([codes(1, 1)], "sRGB, gamma 2.4", (197, 91, 39)),
        ([codes(1, 8)], "sRGB, linear", (229, 168, 122)),
        ([codes(12, 2)], None, AS_STORED),
        ([write_chunk(b"cICP", b"\x0c")], None, AS_STORED),
    ],
)
def test_a_png_is_shown_as_in_browsers(chunks: list[bytes], name: str | None, color: tuple[int, int, int]) -> None:
    picture = open_png(*chunks)

    assert picture.colors.profile == name
    assert find_color(picture) == pytest.approx(color, abs=2)


@pytest.mark.parametrize("mode", ["L", "P"])
def test_gray_and_palette_pictures_have_a_gamma_too(mode: str) -> None:
    image = Image.new("RGB", (40, 40), (128, 128, 128)).convert(mode)

    assert find_color(open_png(gamma(100_000), image=image)) == (188, 188, 188)


@pytest.mark.parametrize(("transfer", "gray"), [(16, 132), (18, 99)])
def test_hdr_is_dimmed(transfer: int, gray: int) -> None:
    picture = open_png(codes(9, transfer), image=Image.new("RGB", (40, 40), (128, 128, 128)))

    assert find_color(picture) == pytest.approx((gray, gray, gray), abs=2)


@pytest.mark.parametrize(
    ("primaries", "transfer", "name", "color"),
    [
        (1, 13, "sRGB", AS_STORED),
        (2, 2, "sRGB", AS_STORED),
        (1, 1, "sRGB", AS_STORED),
        (12, 13, "Display P3", (215, 93, 31)),
        (9, 14, "BT.2020", (241, 76, 29)),
        (1, 8, "sRGB, linear", (229, 168, 122)),
    ],
)
def test_an_avif_is_shown_as_in_browsers(primaries: int, transfer: int, name: str, color: tuple[int, int, int]) -> None:
    data = bytearray(write(Image.new("RGB", (64, 64), COLOR), "AVIF", quality=100, subsampling="4:4:4"))
    place = data.index(b"nclx") + 4
    data[place : place + 4] = struct.pack(">HH", primaries, transfer)

    picture = open_picture(bytes(data))

    assert picture.colors.profile == name
    assert find_color(picture) == pytest.approx(color, abs=2)


def test_a_heic_names_its_colors_in_the_same_way() -> None:
    data = bytearray(HEIC.read_bytes())
    plain = open_picture(bytes(data))
    place = data.index(b"nclx") + 4
    data[place : place + 4] = struct.pack(">HH", 12, 13)

    wide = open_picture(bytes(data))

    assert wide.colors.profile == "Display P3"
    assert find_color(wide) != find_color(plain)
