from io import BytesIO

from PIL import Image

from decision.photo_check.renditions import render_large, render_sizes
from decision.pictures.geometry import Box
from decision.pictures.open import open_picture
from tools.harness.drawing import draw_face, write

PICTURE = open_picture(write(draw_face()))
SQUARE = Box(100, 100, 700, 700)


def measure(jpeg: bytes | None) -> tuple[int, int] | None:
    return Image.open(BytesIO(jpeg)).size if jpeg else None


def test_each_size_has_a_plain_and_a_dense_version() -> None:
    sizes = render_sizes(PICTURE, SQUARE, (48, 200, 400))

    assert {width: (measure(r.jpeg), measure(r.dense)) for width, r in sizes.items()} == {
        48: ((48, 48), (96, 96)),
        200: ((200, 200), (400, 400)),
        400: ((400, 400), (600, 600)),
    }
    assert not any(rendition.is_enlarged for rendition in sizes.values())


def test_a_size_beyond_the_pixels_is_enlarged_and_says_so() -> None:
    (rendition,) = render_sizes(PICTURE, SQUARE, (800,)).values()

    assert (rendition.width, rendition.height, rendition.dense, rendition.is_enlarged) == (800, 800, None, True)


def test_a_part_keeps_its_shape() -> None:
    rendition = render_large(PICTURE, Box(0, 0, 800, 400), 300)

    assert (rendition.width, rendition.height) == (300, 150)
    assert measure(rendition.jpeg) == (450, 225)


def test_renditions_carry_no_metadata() -> None:
    rendition = render_large(PICTURE, SQUARE, 100)

    info = Image.open(BytesIO(rendition.jpeg)).info
    assert set(info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
