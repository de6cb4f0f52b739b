"""The drawings in templates/drawings that belong to content or framework."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from decision.content import content
from decision.core.framework import load_framework
from decision.photo_check.words import words

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PLACES = "drawings/places"


def list_names(folder: str) -> set[str]:
    return {path.stem for path in (TEMPLATES / folder).iterdir()}


def test_each_use_way_step_and_fault_has_a_drawing() -> None:
    assert list_names(PLACES) == set(load_framework().uses)
    assert list_names("drawings/ways") == set(content().ways)
    assert list_names("drawings/session") == set(content().session_steps)
    assert list_names("decision/photo_check/odd") == set(words().detail)
    assert list_names("decision/photo_check/fine") == set(words().detail)


@pytest.mark.parametrize("use", sorted(list_names(PLACES)))
def test_each_place_shows_one_photo_in_one_frame(use: str) -> None:
    drawing = render_to_string("drawings/place.html", {"use": use})

    assert drawing.count('class="d-photo"') == 1
    assert drawing.count('class="d-accent-line"') == 1
    assert drawing.count('aria-hidden="true"') == 1
