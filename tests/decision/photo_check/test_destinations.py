from pathlib import Path

import pytest

from decision.content import ContentError, content
from decision.core.framework import load_framework
from decision.photo_check.destinations import (
    GENERAL_SIZES,
    Match,
    Specification,
    compare_picture,
    describe_bytes,
    is_printed,
    list_round_sizes,
    list_sizes,
    load_specifications,
    read_specifications,
    specify,
)
from decision.photo_check.landmarks import Frame, place_face
from decision.pictures.open import Picture, open_picture
from tools.harness.drawing import draw_face, write


def test_every_specification_belongs_to_a_destination() -> None:
    assert set(load_specifications()) <= set(content().destinations)


def test_a_destination_that_publishes_nothing_asks_nothing() -> None:
    assert specify("zocdoc") == Specification(key="zocdoc")


def test_every_use_has_sizes() -> None:
    for use in load_framework().uses:
        sizes = list_sizes((use,))

        assert sizes == tuple(sorted(set(sizes)))
        assert len(sizes) >= 2


def test_sizes_are_those_of_the_uses() -> None:
    assert list_sizes(()) == GENERAL_SIZES == (48, 72, 100, 200, 400, 800)
    assert list_sizes(("linkedin",)) == (48, 100, 200, 400)
    assert list_sizes(("linkedin", "press-kit")) == (48, 100, 200, 400, 800)


def test_circles_and_print_are_shown_where_places_use_them() -> None:
    assert list_round_sizes(()) == (48, 72, 100, 200, 400)
    assert list_round_sizes(("linkedin", "press-kit")) == (48, 100, 200, 400)
    assert list_round_sizes(("press-kit",)) == ()
    assert is_printed(("press-kit",))
    assert not is_printed(("linkedin",))


def test_a_specification_without_a_destination_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "destinations.toml"
    file.write_text("[nowhere]\nratio = 1.0\n", encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        read_specifications(file)

    assert str(caught.value) == "destinations.toml: there is no destination [nowhere]"


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


def test_unpublished_aspects_are_marked_as_not_published() -> None:
    matches = compare(open_picture(write(draw_face())), "zocdoc")

    assert {match.state for match in matches.values()} == {"not-published"}


def test_format_and_bytes_are_those_of_the_file() -> None:
    picture = open_picture(write(draw_face(), "WEBP", quality=80))

    matches = compare(picture, "yale-medicine")

    assert matches["formats"] == Match("formats", "change", "WebP")
    assert matches["file_size"].state == "change"
    assert matches["ratio"].state == "meets"


def test_file_sizes_are_written_in_kb_and_mb() -> None:
    assert [describe_bytes(size) for size in (1, 84_400, 999_400, 2_140_000)] == ["1 KB", "84 KB", "999 KB", "2.1 MB"]
