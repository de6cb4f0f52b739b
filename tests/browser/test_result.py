"""The result as people look at it: on a phone's first screen, and on paper."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.journeys import JOURNEYS, Journey
from tests.browser.test_journeys import PHONE
from tests.browser.watching import OpenContext

PHONE_HEIGHT = 740  # CSS pixels
EARLY = "/advice/result/?use=press-kit"


def find_bottom(page: Page, selector: str) -> float:
    """The lower edge of an element on the first screen, in CSS pixels."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_verdict_reason_and_next_step_stand_on_a_phones_first_screen(new_context: OpenContext) -> None:
    page = new_context(**PHONE).new_page()
    bottoms = {}

    for address in [*(journey.result_address for journey in JOURNEYS), EARLY]:
        page.goto(address)
        page.evaluate("document.fonts.ready")
        bottoms[address] = find_bottom(page, "header.verdict p:has(b)")

    assert [address for address, bottom in bottoms.items() if bottom > PHONE_HEIGHT] == []


@pytest.mark.parametrize("journey", [JOURNEYS[0], JOURNEYS[2]], ids=lambda journey: journey.plan)
def test_a_printed_result_is_whole_and_has_no_controls(page: Page, journey: Journey) -> None:
    page.goto(journey.result_address)
    page.emulate_media(media="print")

    paper = PdfReader(BytesIO(page.pdf(format="Letter")))

    words = " ".join(sheet.extract_text() for sheet in paper.pages).split()
    printed = " ".join(words)
    assert page.locator("h1").inner_text() in printed
    assert "What either way costs" in printed
    assert "Evidence against the studio" in printed
    hidden = page.locator("nav, form, .actions, .copy-link, .skip")
    assert [element for element in hidden.all() if element.is_visible()] == []
    # Folded details print unfolded.
    assert page.locator("details:not([open]) > :not(summary)").first.evaluate("e => e.checkVisibility()")
    assert [sheet.mediabox.width for sheet in paper.pages] == [612] * len(paper.pages)


def test_the_failures_open_from_the_portrait_by_touch_and_keyboard(new_context: OpenContext) -> None:
    page = new_context(**PHONE).new_page()
    page.goto("/compare/")
    page.get_by_text("The whole list, on one portrait").tap()

    page.locator('.hotspot a[href="#failure-eyes"]').tap()
    expect(page.locator("#failure-eyes")).to_be_in_viewport()
    page.locator('.hotspot a[href="#failure-skin"]').focus()
    page.keyboard.press("Enter")

    expect(page.locator("#failure-skin")).to_be_in_viewport()
