"""`PHOTOS=folder pytest tests/decision/photo_check/test_photographs.py` tries your own portraits."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from decision.photo_check.check import PhotoChecker
from decision.photo_check.messages import CheckedPhoto, CheckTask
from decision.photo_check.models import FaceModels


@pytest.fixture(scope="module")
def checker() -> PhotoChecker:
    return PhotoChecker(FaceModels(settings.MODELS_DIR))


@pytest.mark.parametrize("path", sorted(Path(os.environ.get("PHOTOS", "")).glob("*.jpg")), ids=lambda path: path.name)
def test_a_portrait_is_found_sharp_and_large_enough(checker: PhotoChecker, path: Path) -> None:
    look = checker.check(CheckTask(path.read_bytes(), may_find_face=True, sizes=(48, 400)))

    assert isinstance(look, CheckedPhoto)
    assert look.face == "found"
    assert look.too_small == ()
    states = {measure.key: measure.state for measure in look.measures}
    assert (states["sharpness"], states["detail"], states["highlights"]) == ("good", "good", "good")
