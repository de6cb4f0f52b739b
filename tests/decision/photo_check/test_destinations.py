from pathlib import Path

import pytest

from decision.content import ContentError, content
from decision.core.framework import load_framework
from decision.photo_check.destinations import (
    GENERAL_SIZES,
    Specification,
    is_printed,
    list_round_sizes,
    list_sizes,
    load_specifications,
    read_specifications,
    specify,
)


def test_every_specification_is_that_of_a_destination() -> None:
    assert set(load_specifications()) <= set(content().destinations)


def test_a_destination_that_publishes_nothing_asks_nothing() -> None:
    assert specify("zocdoc") == Specification(key="zocdoc")


def test_every_use_has_sizes_at_which_it_is_seen() -> None:
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


def test_a_specification_of_no_destination_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "destinations.toml"
    file.write_text("[nowhere]\nratio = 1.0\n", encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        read_specifications(file)

    assert str(caught.value) == "destinations.toml: there is no destination [nowhere]"
