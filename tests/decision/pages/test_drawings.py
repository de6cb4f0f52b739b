"""The drawings of the places where a photo appears, in templates/drawings."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from decision.core.framework import load_framework

PLACES = Path(settings.BASE_DIR) / "templates" / "drawings" / "places"


def test_each_use_has_a_drawing() -> None:
    assert {path.stem for path in PLACES.iterdir()} == set(load_framework().uses)


@pytest.mark.parametrize("use", sorted(path.stem for path in PLACES.iterdir()))
def test_each_place_shows_one_photo_in_one_frame(use: str) -> None:
    drawing = render_to_string("drawings/place.html", {"use": use})

    assert drawing.count('class="d-photo"') == 1
    assert drawing.count('class="d-accent-line"') == 1
    assert drawing.count('aria-hidden="true"') == 1
