from decision.photo_check.comparing import Match, compare_picture, describe_bytes
from decision.photo_check.landmarks import Frame, place_face
from decision.pictures.open import Picture, open_picture
from tests.decision.photo_check.drawing import draw_face, write


def compare(picture: Picture, destination: str) -> dict[str, Match]:
    face = place_face(Frame(across=50, down=48, width=38), picture.size)
    return {match.aspect: match for match in compare_picture(picture, face, destination).matches}


def test_a_picture_meets_what_a_destination_asks_or_needs_a_change() -> None:
    picture = open_picture(write(draw_face()))

    linkedin, boussias = compare(picture, "linkedin-profile"), compare(picture, "boussias")

    assert {aspect: match.state for aspect, match in linkedin.items()} == {
        "pixels": "meets",
        "ratio": "change",
        "file_size": "meets",
        "formats": "meets",
    }
    assert linkedin["pixels"].value == "790 × 790"
    assert boussias["pixels"] == Match("pixels", "change", "800 × 1000")


def test_what_is_not_published_is_said_so() -> None:
    matches = compare(open_picture(write(draw_face())), "zocdoc")

    assert {match.state for match in matches.values()} == {"not-published"}


def test_format_and_bytes_are_those_of_the_file() -> None:
    picture = open_picture(write(draw_face(), "WEBP", quality=80))

    matches = compare(picture, "yale-medicine")

    assert matches["formats"] == Match("formats", "change", "WebP")
    assert matches["file_size"].state == "change"
    assert matches["ratio"].state == "meets"


def test_bytes_are_written_as_people_write_them() -> None:
    assert [describe_bytes(size) for size in (1, 84_400, 999_400, 2_140_000)] == ["1 KB", "84 KB", "999 KB", "2.1 MB"]
