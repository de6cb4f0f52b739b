"""The pictures made at set-up have the right sizes and colors."""

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


@pytest.mark.parametrize(
    ("place", "color"),
    [
        ((5, 5), (0xF9, 0xF7, 0xF3)),
        ((98 - 16, 534), (0x3C, 0x60, 0x75)),
        ((366 - 8, 534), (0x7C, 0x5A, 0x12)),
        ((634, 534), (0x4A, 0x48, 0x88)),
        ((902, 534), (0x6A, 0x2C, 0x4E)),
    ],
)
def test_the_card_shows_the_four_verdicts_on_our_paper(place: tuple[int, int], color: tuple[int, int, int]) -> None:
    with Image.open(IMAGES / "card.png") as card:
        assert card.convert("RGB").getpixel(place) == pytest.approx(color, abs=8)
