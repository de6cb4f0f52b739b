"""What holds for every page and state: WCAG in light and dark, no sideways scroll at 400 %, nothing that moves."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.addresses import ALL
from tests.browser.auditing import find_breaches, find_violations

# 1280 CSS pixels at 400 %.
ZOOMED: ViewportSize = {"width": 320, "height": 640}

# A font that comes late on a busy machine moves a few letters by a pixel: a score of 0.0001, where 0.1 counts as good.
STILL = 0.001

NOTE_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    window.shifts.push(shift.value);
  }
}).observe({ type: "layout-shift", buffered: true });
"""

each_page = pytest.mark.parametrize("address", ALL.values(), ids=ALL.keys())


@each_page
def test_a_page_serves_everybody(page: Page, address: str) -> None:
    page.add_init_script(NOTE_SHIFTS)
    page.goto(address)
    page.evaluate("document.fonts.ready")
    faults = {"light": find_violations(page)}

    page.emulate_media(color_scheme="dark")
    faults["dark"] = find_breaches(page, "color-contrast")
    shifted = sum(page.evaluate("window.shifts"))
    page.set_viewport_size(ZOOMED)
    faults["zoomed"] = find_breaches(page, "target-size", "scrollable-region-focusable")
    widest = page.evaluate("document.documentElement.scrollWidth")

    assert faults == {"light": [], "dark": [], "zoomed": []}
    assert shifted < STILL
    assert widest == ZOOMED["width"]
