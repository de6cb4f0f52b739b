import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps

from decision.pictures.geometry import Box, Point
from decision.pictures.limits import MOST_TEXT
from decision.pictures.open import Picture, open_picture
from decision.pictures.orientation import ORIENTATION
from decision.pictures.refusals import PictureRefusal
from tools.harness.drawing import draw_face, draw_pattern, write

FILES = Path(__file__).with_name("files")
MARKED = Path(__file__).parents[1] / "photo_check" / "files"


def test_a_picture_is_opened_as_it_is() -> None:
    data = write(draw_pattern(300, 200))

    picture = open_picture(data)

    assert (picture.format, picture.width, picture.height, picture.scale) == ("JPEG", 300, 200, 1.0)
    assert (picture.file_size, picture.colors.profile, picture.stored.mode) == (len(data), None, "RGB")


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    data = write(Image.new("RGB", (300, 200)), exif=exif.tobytes())

    picture = open_picture(data)

    assert (picture.width, picture.height, picture.size) == (200, 300, (200, 300))


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "I;16", "1", "CMYK"])
def test_every_kind_of_color_becomes_rgb(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new(mode, (64, 64)) if mode == "I;16" else draw_pattern(64, 64).convert(mode)

    picture = open_picture(write(source, kind))

    assert (picture.stored.mode, picture.size) == ("RGB", (64, 64))


COLORS = {"red": (220, 30, 30), "green": (30, 180, 60), "blue": (40, 60, 210), "white": (240, 240, 240)}


def find_corner(picture: Picture, x: int, y: int) -> str:
    """Return the color, of the four in the test files, near a point of the upright picture."""
    pixel = picture.resample(Box.around(Point(x, y), 8).clamp(picture.size), (1, 1)).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return min(COLORS, key=lambda name: sum(abs(one - other) for one, other in zip(pixel, COLORS[name], strict=True)))


@pytest.mark.parametrize(
    ("name", "corners"),
    [
        ("upright.heic", ["red", "green", "blue", "white"]),
        ("deep.heic", ["red", "green", "blue", "white"]),
        ("rotated.heic", ["blue", "red", "white", "green"]),
        ("mirrored.heic", ["red", "blue", "green", "white"]),
    ],
)
def test_a_heic_is_upright_as_its_container_says(name: str, corners: list[str]) -> None:
    picture = open_picture((FILES / name).read_bytes())

    right, bottom = picture.size[0] - 8, picture.size[1] - 8
    found = [find_corner(picture, x, y) for x, y in ((8, 8), (right, 8), (8, bottom), (right, bottom))]
    assert (picture.format, picture.size) == ("HEIC", (picture.width, picture.height))
    assert found == corners


def test_a_heic_is_rotated_once_although_its_exif_says_so_too() -> None:
    picture = open_picture((FILES / "rotated.heic").read_bytes())

    assert picture.exif[ORIENTATION] == 6
    assert (picture.size, find_corner(picture, 8, 8)) == ((96, 160), "blue")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_avif_is_upright_as_its_container_says(orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    tags, stored = exif.tobytes(), Image.open(BytesIO(make_quarters()))
    data = write(stored, "AVIF", exif=tags, quality=90)
    upright = ImageOps.exif_transpose(Image.open(BytesIO(write(stored, exif=tags))))

    picture = open_picture(data)

    right, bottom = upright.width - 8, upright.height - 8
    expected = open_picture(write(upright))
    assert picture.size == upright.size
    for x, y in ((8, 8), (right, 8), (8, bottom), (right, bottom)):
        assert find_corner(picture, x, y) == find_corner(expected, x, y)


def make_quarters() -> bytes:
    image = Image.new("RGB", (160, 96), COLORS["white"])
    for name, box in (("red", (0, 0, 80, 48)), ("green", (80, 0, 160, 48)), ("blue", (0, 48, 80, 96))):
        image.paste(COLORS[name], box)
    return write(image, "PNG")


@pytest.mark.parametrize("name", ["xmp_orient6.jpg", "xmp_orient6.png"])
def test_an_orientation_in_xmp_is_ignored_as_in_browsers(name: str) -> None:
    assert open_picture((MARKED / name).read_bytes()).size == (400, 300)


@pytest.mark.parametrize("name", ["junk_between.jpg", "big_ztext.png"])
def test_what_browsers_skip_is_skipped(name: str) -> None:
    assert open_picture((MARKED / name).read_bytes()).size == (400, 300)


def test_a_png_without_its_end_is_shown() -> None:
    data = write(draw_pattern(), "PNG")

    assert open_picture(data[: data.rindex(b"IEND") - 4]).size == (400, 500)


def test_a_large_heic_is_halved_while_it_is_read() -> None:
    picture = open_picture((FILES / "large.heic").read_bytes())

    assert ((picture.width, picture.height), picture.size) == ((5712, 4284), (2856, 2142))


def test_transparent_parts_of_a_heic_become_white() -> None:
    picture = open_picture((FILES / "transparent.heic").read_bytes())

    assert find_corner(picture, 8, 4) == "white"
    assert find_corner(picture, 8, 88) == "blue"


def test_transparent_parts_become_white() -> None:
    picture = open_picture(write(Image.new("RGBA", (40, 40), (255, 0, 0, 0)), "PNG"))

    assert picture.stored.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_part_is_cut_from_where_it_stands_upright(orientation: int) -> None:
    stored = draw_pattern(96, 64)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    upright = ImageOps.exif_transpose(Image.open(BytesIO(write(stored, "PNG", exif=exif.tobytes()))))

    picture = open_picture(write(stored, "PNG", exif=exif.tobytes()))

    assert picture.size == (picture.width, picture.height) == upright.size
    assert picture.resample(Box(8, 4, 40, 24), (32, 20)).tobytes() == upright.crop((8, 4, 40, 24)).tobytes()


@pytest.mark.parametrize(
    ("kind", "mode", "size", "kept"),
    [
        ("JPEG", "L", (5000, 4999), (5000, 4999)),
        ("JPEG", "L", (6001, 5000), (3001, 2500)),
        ("PNG", "L", (5000, 4000), (5000, 4000)),
        ("PNG", "LA", (3600, 3600), (1800, 1800)),
        ("PNG", "P", (5000, 4000), (5000, 4000)),
    ],
)
def test_a_large_picture_is_halved_while_it_is_read(
    kind: str, mode: str, size: tuple[int, int], kept: tuple[int, int]
) -> None:
    picture = open_picture(write(Image.new(mode, size), kind))

    assert (picture.width, picture.height) == size
    assert picture.size == kept
    assert picture.scale == kept[0] / size[0]


def test_no_more_is_kept_than_fills_a_box() -> None:
    lying = Image.Exif()
    lying[ORIENTATION] = 6

    jpeg, png, sideways = (
        open_picture(write(draw_pattern(1000, 800), kind, exif=exif.tobytes()), (200, 100))
        for kind, exif in (("JPEG", Image.Exif()), ("PNG", Image.Exif()), ("JPEG", lying))
    )

    assert (jpeg.size, png.size, sideways.size) == ((125, 100), (125, 100), (100, 125))


def test_colors_are_brought_to_srgb() -> None:
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    damaged = open_picture(write(draw_pattern(), icc_profile=linear[:100]))
    usual = open_picture(write(draw_pattern(), icc_profile=srgb))

    assert damaged.colors.profile is None
    assert usual.colors.profile == "sRGB built-in"
    assert usual.colors.transform is None


def test_a_part_is_resampled_from_the_nearest_level() -> None:
    picture = open_picture(write(draw_face(1600, 2000, center=(800, 840), scale=2.0)))

    part = picture.resample(Box(0, 0, 1600, 2000), (100, 125))

    assert part.size == (100, 125)
    assert [(factor, level.size) for factor, level in picture.levels] == [
        (1, (1600, 2000)),
        (4, (400, 500)),
        (8, (200, 250)),
        (16, (100, 125)),
    ]


def make_lying_png() -> bytes:
    """Return a PNG file that says 64 × 64 pixels and holds far too much."""
    body = zlib.compress(bytes(5_000_000))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)),
        (b"zTXt", b"Comment\0\0" + zlib.compress(bytes(80_000_000))),
        (b"IDAT", body),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def test_damaged_and_hostile_files_are_refused() -> None:
    whole = write(draw_pattern())
    hostile = [
        whole[: len(whole) // 2],
        whole[:700],
        b"\xff\xd8\xff" + b"PK\x03\x04" + bytes(500),
        write(draw_pattern(), "PNG")[:400],
        write(draw_pattern(), "WEBP")[:100],
    ]

    for data in hostile:
        with pytest.raises(PictureRefusal) as caught:
            open_picture(data)

        assert caught.value.reason == "broken"


def test_a_png_with_far_too_much_text_and_pixels_is_opened_without_them() -> None:
    picture = open_picture(make_lying_png())

    assert picture.size == (64, 64)
    assert {key: len(text) for key, text in picture.long_texts.items()} == {"Comment": MOST_TEXT + 1}


def test_a_good_picture_with_damaged_exif_is_accepted() -> None:
    data = write(draw_pattern(64, 64), exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")

    assert open_picture(data).size == (64, 64)


def test_a_file_that_goes_on_after_its_end_is_read_as_the_picture_it_is() -> None:
    data = write(draw_pattern(64, 64)) + b"PK\x03\x04<?php echo 1; ?>"

    picture = open_picture(data)

    assert Image.open(BytesIO(data)).size == picture.size == (64, 64)


def make_profile_with_red_and_green_exchanged() -> bytes:
    """Return an RGB profile like sRGB, but that its red looks green."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data = data.replace("sRGB".encode("utf-16-be"), "abcd".encode("utf-16-be"))
    red, green = (data.index(tag, 128) for tag in (b"rXYZ", b"gXYZ"))
    data[red : red + 4], data[green : green + 4] = data[green : green + 4], data[red : red + 4]
    return bytes(data)


def test_colors_of_another_profile_are_turned_into_srgb() -> None:
    profile = make_profile_with_red_and_green_exchanged()

    picture = open_picture(write(Image.new("RGB", (40, 40), (200, 0, 0)), "PNG", icc_profile=profile))

    assert picture.colors.profile == "abcd built-in"
    assert picture.resample(picture.whole, (1, 1)).getpixel((0, 0)) == (0, 200, 0)


def make_profile_with_other_curves() -> bytes:
    """Return an RGB profile that calls itself like the usual sRGB, but is linear."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    curve = data.index(b"para\0\0\0\0\0\x03") + 12
    return data[:curve] + struct.pack(">5i", 65536, 65536, 0, 65536, 0) + data[curve + 20 :]


def make_gray_profile() -> bytes:
    """Return a linear profile for gray pictures."""
    curve = b"curv\0\0\0\0\0\0\0\0"
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    name = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"gray\0" + bytes(79)
    parts, place, tags = b"", 128 + 4 + 3 * 12, b""
    for tag, value in ((b"desc", name), (b"wtpt", white), (b"kTRC", curve)):
        tags += tag + struct.pack(">II", place + len(parts), len(value))
        parts += value + bytes(-len(value) % 4)
    body = struct.pack(">I", 3) + tags + parts
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"lcms", 0x02400000, b"mntr", b"GRAY", b"XYZ ")
    head += struct.pack(">6H4s", 2026, 11, 27, 0, 0, 0, b"acsp") + bytes(28)
    return head.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061) + bytes(48) + body


def test_profiles_are_compared_and_not_their_names() -> None:
    picture = open_picture(
        write(Image.new("RGB", (40, 40), (128, 128, 128)), icc_profile=make_profile_with_other_curves())
    )

    assert picture.colors.profile == "sRGB built-in"
    assert picture.resample(picture.whole, (1, 1)).getpixel((0, 0)) == (188, 188, 188)


@pytest.mark.parametrize(("mode", "kind"), [("L", "JPEG"), ("L", "PNG"), ("LA", "PNG")])
def test_gray_pictures_are_turned_into_srgb(mode: str, kind: str) -> None:
    image = Image.new("L", (40, 40), 128).convert(mode)

    picture = open_picture(write(image, kind, icc_profile=make_gray_profile()))

    assert picture.resample(picture.whole, (1, 1)).getpixel((0, 0)) == (188, 188, 188)


def test_palette_pictures_are_turned_into_srgb() -> None:
    profile = make_profile_with_red_and_green_exchanged()
    image = Image.new("RGB", (40, 40), (200, 0, 0)).quantize(4)

    picture = open_picture(write(image, "PNG", icc_profile=profile))

    assert picture.resample(picture.whole, (1, 1)).getpixel((0, 0)) == (0, 200, 0)


def test_a_profile_for_another_kind_of_picture_is_ignored() -> None:
    picture = open_picture(write(Image.new("RGB", (40, 40), (200, 0, 0)), "PNG", icc_profile=make_gray_profile()))

    assert picture.resample(picture.whole, (1, 1)).getpixel((0, 0)) == (200, 0, 0)
