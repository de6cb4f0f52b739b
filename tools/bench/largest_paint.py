"""When the largest part of the first page is painted, compared with a blank page with the same fonts and style sheet.

In Chromium, with a processor four times slower and a slow mobile network. Both pages in turn, each on its first visit.
"""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tools.bench import site  # noqa: F401  # sets Django up
from tools.bench.tables import Figure
from tools.find_chromium import choose_launch_options

ROUNDS = 7
WARM_UP = 1
SLOWER = 4
# Lighthouse's "slow 4G": 150 ms there and back, 1.6 megabits a second down and 750 kilobits up.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PHONE: ViewportSize = {"width": 360, "height": 740}
SETTLED = 1500  # milliseconds without a larger paint

FIND_LARGEST_PAINT = """() => new Promise((found) => {
  let last = 0;
  new PerformanceObserver((list) => { last = list.getEntries().at(-1).startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => found(last), %d);
})"""


def measure() -> Iterator[Figure]:
    """Yield the ratio of the medians."""
    with serve() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**choose_launch_options(Path(playwright.chromium.executable_path)))
        visits = [[_visit(browser, f"{origin}/{path}") for path in ("", "blank/")] for _ in range(WARM_UP + ROUNDS)]
        browser.close()
    page, blank = (statistics.median(column) for column in zip(*visits[WARM_UP:], strict=True))
    yield Figure("largest paint of the first page, times a blank page's", page / blank, 1.3, "x")


@contextmanager
def serve() -> Iterator[str]:
    """Serve the site and the blank page, and yield their origin."""
    with override_settings(ROOT_URLCONF="tools.bench.blank_page"):
        # Static files come from WhiteNoise, as everywhere.
        server = LiveServerThread("127.0.0.1", static_handler=lambda handler: handler)  # type: ignore[arg-type]
        server.daemon = True
        server.start()
        server.is_ready.wait()
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()


def _visit(browser: Browser, address: str) -> float:
    """Return the milliseconds until the largest paint on a first visit."""
    page = browser.new_page(viewport=PHONE)
    _slow_down(page)
    page.goto(address, wait_until="load")
    time: float = page.evaluate(FIND_LARGEST_PAINT % SETTLED)
    page.close()
    return time


def _slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
