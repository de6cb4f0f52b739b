from datetime import date

import pytest

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.expiry import Expiry, find_expiry
from decision.core.framework import load_framework

TODAY = date(2026, 11, 21)
FOR_NOW = {
    "use": "linkedin", "viewer": "visitors", "screening": "no", "size": "page", "matching": "no",
    "meeting": "usually", "field": "law", "career": "senior", "worn": "glasses",
}  # fmt: skip


def expire(**raw: str) -> Expiry | None:
    framework = load_framework("2026.1")
    return find_expiry(advise(framework, read_answers(framework, raw)), TODAY)


@pytest.mark.parametrize(
    ("lifespan", "day"), [("weeks", date(2026, 12, 19)), ("months", date(2027, 3, 21)), ("years", date(2027, 5, 22))]
)
def test_a_placeholder_lasts_as_long_as_planned_and_half_a_year_at_most(lifespan: str, day: date) -> None:
    found = expire(**{**FOR_NOW, "size": "thumbnail", "career": "early", "meeting": "rarely"}, lifespan=lifespan)

    assert found == Expiry(day, "replace")


def test_a_kept_photo_gets_another_look_after_a_year() -> None:
    assert expire(use="casting-profile", current="strong") == Expiry(date(2027, 11, 21), "look-again")


@pytest.mark.parametrize("raw", [{"use": "press-kit"}, {"use": "linkedin"}, {"use": "press-kit", "current": "none"}])
def test_other_advice_does_not_expire(raw: dict[str, str]) -> None:
    assert expire(**raw) is None
