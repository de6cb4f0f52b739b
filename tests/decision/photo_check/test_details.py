from dataclasses import replace

from decision.photo_check.details import SMALLEST_PARTS, Spot, list_outside, list_too_small, locate_spots, magnify
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
    assert set(words().detail) - set(cut_outs) == {"hands", "expression"}


def test_what_is_beyond_the_edge_is_left_out_and_nothing_else_shown_instead() -> None:
    corner = place_face(Frame(across=2, down=95, width=38), PICTURE.size)

    cut_outs = magnify(PICTURE, corner)

    assert [cut.what for cut in cut_outs["eyes"]] == ["right in the picture"]
    assert [cut.what for cut in cut_outs["hair"]] == ["top", "right in the picture"]
    assert list_outside(PICTURE, corner) == ("mouth", "shoulders", "clothing", "light")
    assert list_outside(PICTURE, FACE) == ()


def test_spots_are_where_the_cut_outs_are_in_percent_of_the_picture() -> None:
    corner = place_face(Frame(across=2, down=95, width=38), (1000, 500))

    spots = locate_spots((1000, 500), corner)

    assert spots["light"] == ()
    assert spots["eyes"] == (Spot(4.5, 66.3, 12.8, 25.5),)


def test_below_8_pixels_of_iris_fine_places_are_too_small_to_judge() -> None:
    small, large = (Eye(Point(0, 0), radius) for radius in (7.9, 8.0))

    assert list_too_small(PICTURE, replace(FACE, eyes=(large, small))) == SMALLEST_PARTS
    assert list_too_small(PICTURE, replace(FACE, eyes=(large, large))) == ()
