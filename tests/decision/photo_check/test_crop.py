import pytest

from decision.photo_check.crop import crop_for
from decision.photo_check.landmarks import Frame, place_face

SIZE = (1000, 1250)
FACE = place_face(Frame(across=50, down=45, width=20), SIZE)


@pytest.mark.parametrize("ratio", [1.0, 0.75, 5 / 7, 16 / 9])
def test_a_crop_has_the_ratio_and_is_inside_the_picture(ratio: float) -> None:
    box = crop_for(FACE, SIZE, ratio)

    assert box.width / box.height == pytest.approx(ratio)
    assert 0 <= box.left < box.right <= SIZE[0]
    assert 0 <= box.top < box.bottom <= SIZE[1]


def test_a_square_crop_shows_head_and_shoulders() -> None:
    box = crop_for(FACE, SIZE, 1.0)

    assert box.width == 2.6 * FACE.box.width
    assert box.top < FACE.outline.hair_top.y < FACE.box.bottom < box.bottom


def test_a_crop_is_smaller_where_the_picture_ends() -> None:
    near = place_face(Frame(across=50, down=50, width=80), SIZE)

    box = crop_for(near, SIZE, 1.0)

    assert (box.width, box.height, box.left) == (1000, 1000, 0)
