"""The site's menu: one row, and on a phone a button that opens it without JavaScript."""

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.watching import OpenContext

PHONE: ViewportSize = {"width": 320, "height": 640}
TABLET: ViewportSize = {"width": 752, "height": 640}
ONE_ROW = 52
TARGET = 44


def read_head_height(page: Page) -> float:
    box = page.locator(".site-head").bounding_box()
    assert box
    return box["height"]


def test_the_keyboard_opens_and_closes_it_on_a_phone_without_javascript(new_context: OpenContext) -> None:
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto("/compare/")
    button = page.get_by_role("button", name="Menu")
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    assert read_head_height(page) == ONE_ROW
    expect(links).to_have_count(0)

    button.press("Enter")
    expect(links).to_have_count(5)
    page.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    heights = [box["height"] for link in [button, *links.all()] if (box := link.bounding_box())]
    assert heights == [TARGET] * 6
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)
    expect(button).to_be_focused()

    button.click()
    links.filter(has_text="Check a photo").click()

    expect(page).to_have_url("/check/")


def test_a_wider_window_has_its_links_in_one_row_and_no_button(page: Page) -> None:
    page.set_viewport_size(TABLET)
    page.goto("/compare/")

    expect(page.get_by_role("navigation", name="Main").get_by_role("link")).to_have_count(5)
    expect(page.get_by_role("button", name="Menu")).to_have_count(0)
    assert read_head_height(page) == ONE_ROW
