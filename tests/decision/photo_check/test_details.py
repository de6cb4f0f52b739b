from dataclasses import replace

from decision.photo_check.details import SMALLEST_PARTS, list_boxes, list_too_small, magnify
from decision.photo_check.landmarks import Eye, Frame, place_face
from decision.photo_check.words import words
from decision.pictures.geometry import Point
from decision.pictures.open import open_picture
from tools.harness.drawing import draw_face, write

PICTURE = open_picture(write(draw_face()))
FACE = place_face(Frame(across=50, down=48, width=38), PICTURE.size)


def test_every_place_is_cut_out_except_those_in_the_whole_picture() -> None:
    cut_outs = magnify(PICTURE, FACE)

    assert {place: len(found) for place, found in cut_outs.items()} == {
        "eyes": 2,
        "glasses": 1,
        "mouth": 1,
        "skin": 2,
        "hair": 3,
        "shoulders": 2,
        "clothing": 1,
        "light": 1,
    }
    assert set(words().place) - set(cut_outs) == {"hands", "expression"}


def test_cut_outs_at_the_edge_are_moved_into_the_picture() -> None:
    corner = place_face(Frame(across=2, down=2, width=60), PICTURE.size)

    cut_outs = magnify(PICTURE, corner)

    assert all(cut.rendition.width > 0 and cut.rendition.jpeg for found in cut_outs.values() for cut in found)
    assert any(box.left < 0 for boxes in list_boxes(corner).values() for _, box, _ in boxes)


def test_below_8_pixels_of_iris_fine_places_are_too_small_to_judge() -> None:
    small, large = (Eye(Point(0, 0), radius) for radius in (7.9, 8.0))

    assert list_too_small(PICTURE, replace(FACE, eyes=(large, small))) == SMALLEST_PARTS
    assert list_too_small(PICTURE, replace(FACE, eyes=(large, large))) == ()
