"""The pictures made at set-up have the sizes and the colors that they are made for."""

from pathlib import Path

import pytest
from PIL import Image

IMAGES = Path(__file__).resolve().parents[2] / "var" / "assets" / "img"


@pytest.mark.parametrize(
    ("name", "size", "most"),
    [("card.png", (1200, 630), 60), ("apple-touch-icon.png", (180, 180), 20), ("favicon.ico", (48, 48), 10)],
)
def test_a_picture_has_its_size_and_weight(name: str, size: tuple[int, int], most: int) -> None:
    with Image.open(IMAGES / name) as image:
        assert image.size == size

    assert (IMAGES / name).stat().st_size <= most * 1024


def test_the_icon_comes_in_three_sizes() -> None:
    with Image.open(IMAGES / "favicon.ico") as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_the_card_is_on_our_paper() -> None:
    with Image.open(IMAGES / "card.png") as card:
        assert card.convert("RGB").getpixel((5, 5)) == pytest.approx((0xF9, 0xF7, 0xF3), abs=2)
