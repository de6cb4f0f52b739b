from pathlib import Path
from typing import get_args

import pytest
from django.template.loader import get_template

from decision.content import ContentError
from decision.photo_check.words import FILE, KEYS, read_words, words


def test_every_state_has_words_and_no_other() -> None:
    found = words()

    assert {kind: set(getattr(found, kind)) for kind in KEYS} == {
        kind: set(get_args(keys)) for kind, keys in KEYS.items()
    }


def test_every_place_has_a_question_a_drawing_and_sources() -> None:
    for key, place in words().detail.items():
        assert place.question.rstrip(" :.").count("?") >= 1
        assert place.fault.claims
        assert "<svg" in get_template(f"decision/photo_check/odd/{key}.svg").render()


def test_a_place_with_an_unknown_fault_is_refused(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace('failure = "teeth"', 'failure = "toes"')
    file = tmp_path / "words.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        read_words(file)

    assert str(caught.value) == "words.toml: detail mouth names the unknown fault 'toes'"


def test_a_state_without_words_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    file.write_text(FILE.read_text(encoding="utf-8").replace("[face.several]", "[face.many]"), encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        read_words(file)

    assert str(caught.value) == "words.toml: table [face.several] is missing"


def test_the_words_never_judge_from_pixels() -> None:
    text = FILE.read_text(encoding="utf-8").lower()

    assert "probab" not in text
    assert "this is ai" not in text
    assert "score" not in text
