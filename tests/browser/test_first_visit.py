"""What a first visit costs: few requests, few bytes, one host."""

import gzip
import re

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import PAGES
from tests.browser.watching import Watch

KIB = 1024
LANDINGS = (
    "start",
    "look closer",
    "a question",
    "settled",
    "compare",
    "studio",
    "result: book-studio",
    "result: use-ai",
)


def weigh_drawings(page: Page) -> int:
    """Return how many bytes the drawings inside a page add to it; they count as pictures."""
    whole = page.content()
    without = re.sub("<svg.*?</svg>", "", whole, flags=re.DOTALL)
    return len(gzip.compress(whole.encode(), mtime=0)) - len(gzip.compress(without.encode(), mtime=0))


@pytest.mark.parametrize("name", LANDINGS)
def test_a_first_visit_is_light(page: Page, watch: Watch, name: str) -> None:
    page.goto(PAGES[name], wait_until="networkidle")

    sizes = {request.url: request.sizes()["responseBodySize"] for request in watch.requests}
    code = [size for url, size in sizes.items() if url.endswith((".css", ".js"))]
    drawn = weigh_drawings(page)
    # Some browsers ask for the icon before the page is idle, others after that.
    assert len([request for request in watch.requests if "favicon" not in request.url]) <= 8
    assert sum(code) <= 24 * KIB
    assert sum(sizes.values()) - drawn <= 70 * KIB
    assert drawn <= 30 * KIB


def test_the_description_of_the_studio_keeps_to_the_policy(page: Page, watch: Watch) -> None:
    page.goto("/studio/")

    # JSON-LD is data, so the policy against inline scripts allows it.
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert watch.faults == []
