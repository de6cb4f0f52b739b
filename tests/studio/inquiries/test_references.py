import re

import pytest

from studio.inquiries.references import ALPHABET, draw_reference

pytestmark = pytest.mark.django_db


def test_a_reference_is_short_and_readable() -> None:
    assert re.fullmatch(r"HA-[2-9A-Z]{6}", draw_reference())
    assert not set(ALPHABET) & set("01ILOU")


def test_references_differ() -> None:
    drawn = {draw_reference() for _ in range(50)}

    assert len(drawn) == 50
