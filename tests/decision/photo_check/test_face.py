"""The real models on drawn faces: they detect a face in a few ellipses, and we know where the eyes are."""

import pytest
from django.conf import settings
from PIL import Image

from decision.photo_check.face import find_face
from decision.photo_check.models import FaceModels
from tools.harness.drawing import draw_face, draw_pattern


@pytest.fixture(scope="module")
def models() -> FaceModels:
    return FaceModels(settings.MODELS_DIR)


def test_the_parts_of_a_face_are_found_where_they_were_drawn(models: FaceModels) -> None:
    finding = find_face(draw_face(), models)

    assert finding.problem is None
    assert finding.face is not None
    left, right = finding.face.eyes
    assert left.center == pytest.approx((335, 412), abs=4)
    assert right.center == pytest.approx((465, 412), abs=4)
    assert (left.radius, right.radius) == pytest.approx((14, 14), abs=2)
    assert finding.face.mouth.center == pytest.approx((400, 555), abs=15)
    assert finding.face.outline.hair_top == pytest.approx((400, 145), abs=12)
    assert finding.face.outline.hair_left.x == pytest.approx(222, abs=12)


def test_a_face_at_the_edge_is_found_too(models: FaceModels) -> None:
    finding = find_face(draw_face(800, 1000, center=(160, 420)), models)

    assert finding.face is not None
    assert finding.face.box.left >= -40


def test_a_picture_without_a_face_has_none(models: FaceModels) -> None:
    assert find_face(draw_pattern(), models).problem == "none"
    assert find_face(Image.new("RGB", (400, 400), "gray"), models).problem == "none"


def test_two_faces_are_refused(models: FaceModels) -> None:
    pair = Image.new("RGB", (1600, 1000))
    pair.paste(draw_face(), (0, 0))
    pair.paste(draw_face(), (800, 0))

    assert find_face(pair, models).problem == "several"


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_face_that_is_not_upright_is_turned(models: FaceModels, degrees: int) -> None:
    finding = find_face(draw_face().rotate(degrees, expand=True), models)

    assert finding.face is None
    assert finding.problem == "turned"


def test_a_stranger_in_the_background_is_not_taken_for_the_person(models: FaceModels) -> None:
    lying = draw_face(1000, 1000, center=(500, 480)).rotate(90)
    lying.paste(draw_face().resize((160, 200)), (0, 0))

    assert find_face(lying, models).problem == "turned"


def test_small_people_in_the_background_are_not_several(models: FaceModels) -> None:
    image = draw_face(1600, 2000, center=(800, 840), scale=2)
    image.paste(draw_face().resize((240, 300)), (0, 0))

    assert find_face(image, models).problem is None
