"""The sheet of a photo day on paper."""

from typing import Any

import pytest

from studio.photo_day.sheet import draw_sheet
from tests.decision.pdf.samples import read_pdf
from tests.studio.photo_day.factories import add, make_photo_day

pytestmark = pytest.mark.django_db


def find_edges(pdf: bytes) -> dict[str, float]:
    """Return each text of the first page with the place of its left edge, in points."""
    found: dict[str, float] = {}

    def note(text: str, page: list[float], line: list[float], *_: Any) -> None:
        found.setdefault(text.strip(), line[4] * page[0] + page[4])

    read_pdf(pdf).pages[0].extract_text(visitor_text=note)
    return found


def test_forty_people_are_on_one_page_beside_the_heading() -> None:
    day = make_photo_day(slots=40)
    add(day, "Ana Example")

    pdf = draw_sheet(day)

    edges = find_edges(pdf)
    assert len(read_pdf(pdf).pages) == 1
    assert edges["9:00 AM"] - edges["Who comes"] > 90  # the width of the margin
    assert edges["Ana Example"] > edges["9:00 AM"]
