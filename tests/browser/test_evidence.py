"""The comparison and the scorecard: short on a phone, with everything else folded, found by links and printed."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 360, "height": 740}
COMPARISON, SCORECARD = "/compare/", "/how-it-decides/scorecard/"


@pytest.mark.parametrize(("address", "tallest"), [(COMPARISON, 4550), (SCORECARD, 3900)])
def test_it_is_short_on_a_phone(page: Page, address: str, tallest: int) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollHeight") <= tallest


@pytest.mark.parametrize("anchor", ["ways", "failure-eyes"])
def test_a_link_from_elsewhere_opens_what_it_names(page: Page, anchor: str) -> None:
    page.goto(f"{COMPARISON}#{anchor}")

    expect(page.locator(f"details:is(#{anchor}, :has(#{anchor}))")).to_have_js_property("open", True)
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_a_score_opens_its_criteria(page: Page) -> None:
    page.goto(SCORECARD)

    page.get_by_role("link", name="Certification").press("Enter")

    expect(page.locator("#certification")).to_be_in_viewport()


@pytest.mark.parametrize("address", [COMPARISON, SCORECARD])
def test_paper_has_everything_that_is_folded(page: Page, address: str) -> None:
    page.goto(address)

    page.emulate_media(media="print")

    folded = page.locator("details:not([open]) > :not(summary)")
    assert folded.count() > 10
    assert folded.evaluate_all("parts => parts.every((part) => part.checkVisibility())")
