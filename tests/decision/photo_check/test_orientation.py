import numpy as np
import pytest

from decision.photo_check.face import (
    LEFT_EDGE,
    LEFT_EYE,
    NOSE,
    RIGHT_EDGE,
    RIGHT_EYE,
    is_turned,
    trace_outline,
)
from decision.photo_check.landmarks import estimate_outline, list_outline
from decision.photo_check.models import MASK_SIDE, Numbers
from decision.pictures.geometry import Box


def make_points(*, nose: float = 0.5, tilt: float = 0) -> Numbers:
    """Return a mesh of a face 100 pixels wide, with the given points set and the rest at 0."""
    points = np.zeros((468, 2), np.float32)
    points[LEFT_EDGE], points[RIGHT_EDGE] = (0, 50), (100, 50)
    points[NOSE] = (100 * nose, 70)
    points[list(LEFT_EYE)], points[list(RIGHT_EYE)] = (27, 40), (73, 40 + tilt)
    return points


@pytest.mark.parametrize(
    ("points", "turned"),
    [
        (make_points(), False),
        (make_points(nose=0.23), False),
        (make_points(nose=0.2), True),
        (make_points(nose=0.8), True),
        (make_points(tilt=30), False),
        (make_points(tilt=40), True),
    ],
)
def test_a_face_is_turned_when_it_does_not_look_at_the_camera(points: Numbers, turned: bool) -> None:
    assert is_turned(points) is turned


def test_the_outline_is_where_the_person_ends() -> None:
    mask = np.zeros((MASK_SIDE, MASK_SIDE), np.float32)
    mask[40:, 60:200] = 1

    outline = trace_outline(mask, Box(100, 80, 160, 150), (256, 256))

    assert outline.hair_top == (130.5, 40.5)
    assert (outline.hair_left.x, outline.hair_right.x) == (60.5, 199.5)
    assert (outline.shoulder_left.x, outline.shoulder_right.x) == (60.5, 199.5)


def test_a_shoulder_that_is_wider_than_the_picture_is_found_from_below() -> None:
    mask = np.zeros((MASK_SIDE, MASK_SIDE), np.float32)
    mask[40:, 100:160] = 1
    mask[150:, :] = 1

    outline = trace_outline(mask, Box(100, 80, 160, 150), (256, 256))

    assert (outline.shoulder_left, outline.shoulder_right) == ((43.5, 150.5), (213.5, 150.5))


def test_an_edge_outside_the_picture_is_replaced_by_the_usual_place() -> None:
    box = Box(100, 80, 160, 150)

    everywhere = trace_outline(np.ones((MASK_SIDE, MASK_SIDE), np.float32), box, (256, 256))
    nowhere = trace_outline(np.zeros((MASK_SIDE, MASK_SIDE), np.float32), box, (256, 256))

    usual = estimate_outline(box.center, box.width)
    assert list_outline(everywhere) == list_outline(nowhere) == list_outline(usual)
