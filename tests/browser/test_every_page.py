"""What holds for every page and state: WCAG in light and dark, no sideways scroll at 400 %, nothing that moves."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, ViewportSize

from tests.browser.addresses import ALL, TEMPLATES
from tests.browser.auditing import find_breaches, find_violations

DESKTOP: ViewportSize = {"width": 1280, "height": 720}
# 1280 CSS pixels at 400 %.
ZOOMED: ViewportSize = {"width": 320, "height": 640}

NOTE_SHIFTS = """
window.shifts = [];
const note = (list) => window.shifts.push(...list.getEntries().map((shift) => shift.value));
new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
FIRST_PAINT = "() => performance.getEntriesByName('first-contentful-paint').length"

# How many tests share the pages, so that several processes can.
PARTS = 6

# The three frames that pages are made in, and much text in the first.
EACH_FRAME = ("start", "compare", "result: book-studio", "inquiry", "for frames, settled", "a repeated answer")


def list_shifts(page: Page) -> Any:  # noqa: ANN401  what the browser measured
    """Return the scores of all layout shifts so far. The browser reports those of a frame in the next one."""
    page.evaluate(TWO_FRAMES)
    return page.evaluate("window.shifts")


def audit_template(page: Page) -> list[str]:
    """Return what axe finds on the open page in light and dark, and in the width of 400 %."""
    faults = find_violations(page)
    page.emulate_media(color_scheme="dark")
    faults += find_breaches(page, "color-contrast")
    page.set_viewport_size(ZOOMED)
    return faults + find_breaches(page, "target-size", "scrollable-region-focusable")


@pytest.mark.parametrize("part", range(PARTS))
def test_each_page_serves_everybody_stands_still_and_fits_its_window(page: Page, part: int) -> None:
    page.add_init_script(NOTE_SHIFTS)
    # Each page is visited as the first of the site.
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    found = {}

    for name in [*ALL][part::PARTS]:
        page.set_viewport_size(DESKTOP)
        page.emulate_media(color_scheme="light")
        page.goto(ALL[name])
        page.evaluate("document.fonts.ready")
        shifts = list_shifts(page)
        faults = audit_template(page) if name in TEMPLATES else []
        page.set_viewport_size(ZOOMED)
        found[name] = (shifts, page.evaluate("document.documentElement.scrollWidth"), faults)

    assert {name: faults for name, faults in found.items() if faults != ([], ZOOMED["width"], [])} == {}


@pytest.mark.parametrize("address", [ALL[name] for name in EACH_FRAME], ids=EACH_FRAME)
def test_fonts_that_come_late_move_nothing(page: Page, address: str) -> None:
    held: list[Route] = []
    page.add_init_script(NOTE_SHIFTS)
    page.route("**/*.woff2", lambda route: held.append(route))  # noqa: PLW0108  Playwright wants a Python function
    page.goto(address, wait_until="commit")
    page.wait_for_function(FIRST_PAINT)

    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")

    assert len(held) == 3
    assert list_shifts(page) == []
