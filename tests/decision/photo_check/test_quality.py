import pytest
from PIL import Image, ImageFilter

from decision.photo_check.landmarks import Frame, place_face
from decision.photo_check.messages import Measure
from decision.photo_check.quality import measure_face, measure_picture
from decision.pictures.open import open_picture
from tools.harness.drawing import draw_face, draw_pattern, write

FRAME = Frame(across=50, down=48, width=38)


def measure(image: Image.Image, *, is_found: bool = True, frame: Frame = FRAME) -> dict[str, Measure]:
    picture = open_picture(write(image, quality=95))
    face = place_face(frame, picture.size)
    found = (*measure_face(picture, face, is_found=is_found), *measure_picture(picture))
    return {measure.key: measure for measure in found}


def test_a_clean_portrait_is_good_in_every_measurement() -> None:
    assert {key: found.state for key, found in measure(draw_face()).items()} == {
        "sharpness": "good",
        "detail": "good",
        "highlights": "good",
        "range": "good",
        "face-size": "good",
        "head-room": "good",
        "profile": "good",
    }


def test_a_soft_portrait_is_soft() -> None:
    soft = measure(draw_face().filter(ImageFilter.GaussianBlur(6)))

    assert soft["sharpness"].state == "change"


def test_an_enlarged_portrait_has_less_detail_than_pixels() -> None:
    enlarged = measure(draw_face().resize((200, 250)).resize((1600, 2000), Image.Resampling.BICUBIC))

    assert enlarged["detail"].state == "change"
    assert enlarged["detail"].value in (200, 400, 800)


def test_sharpness_of_a_small_face_is_unknown() -> None:
    small = measure(draw_face().resize((200, 250)))

    assert small["sharpness"] == Measure("sharpness", "unknown", None)
    assert small["face-size"] == Measure("face-size", "change", 76)


def test_a_picture_of_hardly_any_height_has_no_sharpness() -> None:
    flat = measure(draw_pattern(1200, 40), frame=Frame(50, 50, 40))

    assert flat["sharpness"] == Measure("sharpness", "unknown", None)
    assert flat["detail"].state == "good"


def test_burned_out_skin_is_measured_in_percent_of_the_face() -> None:
    burned = draw_face()
    burned.paste((255, 255, 255), (250, 240, 550, 420))

    highlights = measure(burned)["highlights"]

    assert highlights.state == "change"
    assert highlights.value == pytest.approx(33, abs=1)


def test_a_dark_picture_is_dark_for_any_skin() -> None:
    dark = measure(draw_face().point(lambda value: value // 3))
    dark_skin = draw_face()
    dark_skin.paste((58, 38, 30), (250, 300, 550, 640))

    assert dark["range"].state == "change"
    assert measure(dark_skin)["range"].state == "good"


def test_room_above_the_hair_is_known_only_for_a_face_that_was_found() -> None:
    assert measure(draw_face(), is_found=False)["head-room"] == Measure("head-room", "unknown", None)
    assert measure(draw_face(), frame=Frame(50, 20, 38))["head-room"] == Measure("head-room", "change", 0.0)


def test_no_measurement_says_how_likely_a_picture_is_ai_made() -> None:
    assert set(measure(draw_face())) == {
        "sharpness", "detail", "highlights", "range", "face-size", "head-room", "profile",
    }  # fmt: skip
