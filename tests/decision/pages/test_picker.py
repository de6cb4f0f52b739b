"""The picker has every place of every version, once."""

import pytest

from decision.core.framework import load_framework, versions
from decision.pages.picker import HINTS, arrange_places


@pytest.mark.parametrize("version", versions())
def test_every_place_is_there_once(version: str) -> None:
    question = load_framework(version).questions[0]

    picker = arrange_places(question)

    keys = [place.key for place in (*picker.pictured, *picker.others)]
    assert sorted(keys) == sorted(question.by_key)
    assert picker.pictured[0].key == "linkedin"


def test_somewhere_else_is_last_and_each_place_is_found_by_its_search_words() -> None:
    question = load_framework("2026.2").questions[0]

    picker = arrange_places(question)

    places = {place.key: place for place in (*picker.pictured, *picker.others)}
    assert len(picker.pictured) == 6
    assert picker.others[-1].key == "somewhere-else"
    assert [
        key for key, option in question.by_key.items() if not all(w in places[key].words for w in option.search)
    ] == []
    assert {*HINTS} == {*question.by_key}
