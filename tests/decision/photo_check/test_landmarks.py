import pytest

from decision.photo_check.landmarks import Face, Frame, list_outline, place_face
from decision.pictures.geometry import Box, Point


def place() -> Face:
    return place_face(Frame(across=50, down=40, width=25), (400, 500))


def test_a_frame_placed_by_hand_gives_the_usual_places() -> None:
    face = place()

    assert face.box == Box(150, 140.5, 250, 259.5)
    assert [eye.center for eye in face.eyes] == [Point(176.5, 179), Point(223.5, 179)]
    assert face.eyes[0].radius == 4.2
    assert face.mouth == Box(178.5, 220.5, 221.5, 233.5)
    assert face.outline.hair_top == pytest.approx((200, 82.5))


def test_a_face_can_be_scaled_to_a_larger_picture() -> None:
    face = place()

    larger = face.scale(2)

    assert larger.box == face.box.scale(2)
    assert larger.eyes[1].radius == 8.4
    assert [point.x for point in list_outline(larger.outline)] == [2 * p.x for p in list_outline(face.outline)]
