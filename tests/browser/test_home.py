"""The home page: six places in sight on a phone, a search by keyboard, the whole list without JavaScript, short."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.watching import OpenContext

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
SHOWN = ".option:not([hidden]) input"


def test_six_places_are_in_sight_on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/")

    bottoms = page.locator(".places .option").evaluate_all(
        "places => places.map(place => place.getBoundingClientRect().bottom)"
    )

    assert len(bottoms) == 6
    assert max(bottoms) <= PHONE["height"]


@pytest.mark.parametrize(("size", "tallest", "most"), [(PHONE, 2800, 280), (DESK, 2050, 325)], ids=["phone", "desk"])
def test_it_is_short(page: Page, size: ViewportSize, tallest: int, most: int) -> None:
    page.set_viewport_size(size)
    page.goto("/")

    assert page.evaluate("document.documentElement.scrollHeight") <= tallest
    assert len(page.locator("main").inner_text().split()) <= most


def test_the_search_finds_a_place_by_another_word_and_the_keyboard_chooses_it(page: Page) -> None:
    page.goto("/")
    page.get_by_role("checkbox", name="LinkedIn").check()

    page.get_by_role("searchbox", name="Search all places").fill("Résumé")

    # The chosen place and “Another place” stay visible.
    shown = page.locator(SHOWN).evaluate_all("inputs => inputs.map(input => input.value)")
    assert shown == ["linkedin", "job-application", "somewhere-else"]
    expect(page.locator("#announcer")).to_have_text("1 place found")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Job application")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/advice/viewer/?use=linkedin&use=job-application")


def test_a_word_that_nothing_matches_leads_to_somewhere_else(page: Page) -> None:
    page.goto("/")

    page.get_by_role("searchbox").fill("hologram")

    expect(page.locator(SHOWN)).to_have_count(1)
    expect(page.locator(SHOWN)).to_have_value("somewhere-else")
    expect(page.locator("#found")).to_have_text("Nothing found. “Somewhere else” fits any place.")
    page.get_by_role("searchbox").fill("")
    expect(page.locator(SHOWN)).to_have_count(16)


def test_without_javascript_the_whole_list_is_there_and_no_search(new_context: OpenContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")

    expect(page.get_by_role("checkbox")).to_have_count(16)
    expect(page.get_by_role("searchbox")).to_have_count(0)


def test_the_choice_is_there_again_after_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("checkbox", name="Press kit").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("link", name="Continue to the plan")).to_be_visible()

    page.go_back()

    expect(page.get_by_role("checkbox", name="Press kit")).to_be_checked()
