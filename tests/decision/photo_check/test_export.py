from io import BytesIO

import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base

from decision.photo_check.destinations import load_specifications
from decision.photo_check.export import Copy, make_copy, offer_copy
from decision.photo_check.file_marks import read_marks
from decision.photo_check.landmarks import Frame, place_face
from decision.photo_check.metadata import read_metadata
from decision.photo_check.source_types import ADDRESS
from decision.pictures.open import open_picture
from decision.pictures.orientation import ORIENTATION
from tests.decision.photo_check.signing import sign
from tools.harness.drawing import draw_face, write


def copy(data: bytes, destination: str, *, keeps_metadata: bool = False) -> Copy:
    picture = open_picture(data)
    face = place_face(Frame(across=50, down=48, width=38), picture.size)
    marks = read_marks(data, picture)
    return make_copy(picture, face, marks, destination, keeps_metadata=keeps_metadata)


def tag(data: bytes) -> bytes:
    exif = Image.Exif()
    exif[Base.Make], exif[ORIENTATION] = "Canon", 1
    return write(Image.open(BytesIO(data)), exif=exif.tobytes())


@pytest.mark.parametrize("destination", [key for key in load_specifications() if key != "central-casting"])
def test_a_copy_has_the_shape_and_file_size_that_a_destination_asks_for(destination: str) -> None:
    asked = load_specifications()[destination]

    made = copy(write(draw_face()), destination)

    image = Image.open(BytesIO(made.jpeg))
    assert image.size == (made.width, made.height)
    assert len(made.jpeg) <= (asked.max_bytes or len(made.jpeg))
    assert made.fits is (len(made.jpeg) >= (asked.min_bytes or 0))
    if asked.ratio:
        assert made.width / made.height == pytest.approx(asked.ratio, rel=0.01)


def test_a_copy_is_never_larger_than_its_original() -> None:
    made = copy(write(draw_face(200, 250, center=(100, 105), scale=0.25)), "press")

    assert made.width <= 200
    assert made.height <= 250


def test_an_upload_for_a_residency_application_has_its_exact_pixels() -> None:
    made = copy(write(draw_face()), "eras")

    assert (made.width, made.height, made.fits) == (375, 525, True)
    assert len(made.jpeg) <= 100_000


def test_camera_and_place_are_left_out_unless_they_are_kept() -> None:
    data = tag(write(draw_face()))

    without, kept = copy(data, "slack"), copy(data, "slack", keeps_metadata=True)

    assert read_metadata(open_picture(without.jpeg)).camera is None
    assert read_metadata(open_picture(kept.jpeg)).camera == "Canon"


@pytest.mark.parametrize("keeps_metadata", [False, True])
@pytest.mark.parametrize("term", ["trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"])
def test_a_mark_of_ai_is_never_lost(term: str, keeps_metadata: bool) -> None:
    signed = copy(sign(write(draw_face()), term), "linkedin-profile", keeps_metadata=keeps_metadata)
    claimed = copy(write(draw_face(), xmp=f"<x>{ADDRESS}{term}</x>".encode()), "linkedin-profile")

    for made in (signed, claimed):
        assert made.ai_term == term
        assert read_metadata(open_picture(made.jpeg)).terms == (term,)


def test_a_trace_of_a_generator_becomes_a_mark() -> None:
    exif = Image.Exif()
    exif[0x0131] = "Midjourney"

    made = copy(write(draw_face(), exif=exif.tobytes()), "linkedin-profile")

    assert read_metadata(open_picture(made.jpeg)).terms == ("trainedAlgorithmicMedia",)


def test_no_other_mark_is_added() -> None:
    made = copy(sign(write(draw_face()), "digitalCapture"), "linkedin-profile")

    assert made.ai_term is None
    assert read_metadata(open_picture(made.jpeg)).terms == ()


def test_what_is_kept_fits_the_copy_and_a_jpeg() -> None:
    exif = Image.Exif()
    exif[Base.ImageDescription], exif[Base.Artist] = "d" * 70_000, "Zoë".encode()
    exif[Base.Orientation], exif[Base.ImageWidth] = 1, 800
    exif[IFD.Exif] = {
        Base.MakerNote: b"offsets",
        Base.ExifImageWidth: 800,
        Base.DateTimeOriginal: "2026:11:27 10:00:00",
    }

    made = copy(write(draw_face(), "WEBP", exif=exif.tobytes()), "eras", keeps_metadata=True)

    kept = Image.open(BytesIO(made.jpeg)).getexif()
    assert made.left_out == ("maker notes", "ImageDescription")
    assert Base.ImageDescription not in kept
    assert kept[Base.Artist].encode("latin-1").decode() == "Zoë"
    assert Base.ImageWidth not in kept
    assert kept.get_ifd(IFD.Exif) == {
        Base.DateTimeOriginal: "2026:11:27 10:00:00",
        Base.ExifImageWidth: 375,
        Base.ExifImageHeight: 525,
    }


def test_an_offer_is_what_the_copy_will_be() -> None:
    data = write(draw_face())
    picture = open_picture(data)
    face = place_face(Frame(across=50, down=48, width=38), picture.size)

    offer = offer_copy(picture, face, read_marks(data, picture), "eras")

    made = copy(data, "eras")
    assert (offer.destination, offer.width, offer.height) == ("eras", 375, 525)
    assert (offer.file_size, offer.fits) == (len(made.jpeg), True)


def test_a_place_that_asks_for_many_bytes_gets_many_pixels() -> None:
    made = copy(write(Image.effect_noise((2000, 2500), 80).convert("RGB")), "spotlight")

    assert made.height > 625  # what the place asks for at least
    assert made.fits
