"""What a first visit costs: few requests, few bytes, one host."""

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import PAGES
from tests.browser.watching import Watch

KIB = 1024
FIRST_PAGES = {name: PAGES[name] for name in ("start", "a question", "compare", "studio", "result: use-ai")}


@pytest.mark.parametrize("address", FIRST_PAGES.values(), ids=FIRST_PAGES.keys())
def test_a_first_visit_is_light(page: Page, watch: Watch, address: str) -> None:
    page.goto(address, wait_until="networkidle")

    sizes = {request.url: request.sizes()["responseBodySize"] for request in watch.requests}
    assert len(watch.requests) <= 8
    assert sum(sizes.values()) <= 70 * KIB
    code = [size for url, size in sizes.items() if url.endswith((".css", ".js"))]
    assert len(code) == 3
    assert sum(code) <= 24 * KIB
