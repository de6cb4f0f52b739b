"""Whole journeys: by mouse, by keyboard alone, on a phone, and with JavaScript off."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.hands import Finger, Keyboard, Mouse
from tests.browser.journeys import JOURNEYS, Journey
from tests.browser.walking import expect_result, walk
from tests.browser.watching import OpenContext, Watch

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}

# `test_back_and_forward_through_every_step` walks the third.
most_journeys = pytest.mark.parametrize("journey", [*JOURNEYS[:2], *JOURNEYS[3:]], ids=lambda journey: journey.plan)

# The longest, and the one with two uses. `make test-slow` walks the others.
FEW = (JOURNEYS[1], JOURNEYS[4])
few_journeys = pytest.mark.parametrize(
    "journey",
    [pytest.param(journey, id=journey.plan, marks=() if journey in FEW else pytest.mark.slow) for journey in JOURNEYS],
)


@most_journeys
def test_by_mouse(page: Page, watch: Watch, journey: Journey) -> None:
    walk(page, Mouse(), journey)

    expect_result(page, journey)
    # Three full pages: the first, the step after its form, and the result. htmx swapped in all others.
    documents = [request for request in watch.requests if request.resource_type == "document"]
    assert len([request for request in documents if not request.redirected_to]) == 3


@few_journeys
def test_by_keyboard_alone(page: Page, journey: Journey) -> None:
    walk(page, Keyboard(), journey)

    expect_result(page, journey)


@few_journeys
def test_on_a_phone(new_context: OpenContext, journey: Journey) -> None:
    page = new_context(**PHONE).new_page()

    walk(page, Finger(), journey)

    expect_result(page, journey)


@few_journeys
def test_without_javascript(new_context: OpenContext, journey: Journey) -> None:
    page = new_context(java_script_enabled=False).new_page()

    walk(page, Mouse(), journey, swaps=False)

    expect_result(page, journey)
