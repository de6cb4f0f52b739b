from pathlib import Path
from typing import get_args

import pytest
from django.template.loader import get_template

from decision.content import ContentError
from decision.core.framework import LookAdvice
from decision.photo_check.credentials import State
from decision.photo_check.file_marks import Outcome
from decision.photo_check.messages import FaceState, MeasureKey
from decision.photo_check.words import FILE, read_words, words


def test_every_state_has_words() -> None:
    found = words()

    assert set(found.face) == set(get_args(FaceState))
    assert set(found.outcome) == set(get_args(Outcome))
    assert set(found.signature) == set(get_args(State))
    assert set(found.measure) == set(get_args(MeasureKey))
    assert set(found.advice) == set(get_args(LookAdvice))


def test_every_place_has_a_question_a_drawing_and_sources() -> None:
    for key, place in words().place.items():
        assert place.question.rstrip(" :.").count("?") >= 1
        assert place.fault.claims
        assert "<svg" in get_template(f"decision/photo_check/odd/{key}.svg").render()


def test_a_place_with_an_unknown_fault_is_refused(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace('failure = "teeth"', 'failure = "toes"')
    file = tmp_path / "words.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        read_words(file)

    assert str(caught.value) == "words.toml: place mouth names the unknown fault 'toes'"


def test_the_words_never_judge_from_pixels() -> None:
    text = FILE.read_text(encoding="utf-8").lower()

    assert "probab" not in text
    assert "this is ai" not in text
    assert "score" not in text
