"""axe-core on the page as it stands. It needs JavaScript: without, it would never come to an end."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

# What passed is left in the browser: it is long, and nobody reads it.
LIST_VIOLATIONS = "options => axe.run(options).then(result => result.violations)"


def find_violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and good practice, as "rule: where"."""
    return _run(page, {"runOnly": [*WCAG, "best-practice"]})


def find_barriers(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA alone, for Django's admin, most of whose markup is not ours."""
    return _run(page, {"runOnly": WCAG})


def find_breaches(page: Page, *rules: str) -> list[str]:
    """Return what axe finds against these rules alone, for a page whose other rules were tried before."""
    return _run(page, {"runOnly": {"type": "rule", "values": rules}})


def _run(page: Page, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    # Without its preloading, which none of these rules needs and which writes styles into the page.
    more = {"resultTypes": ["violations"], "preload": False}
    violations: list[dict[str, Any]] = page.evaluate(LIST_VIOLATIONS, options | more)
    return [
        f"{violation['id']}: {', '.join(str(node['target']) for node in violation['nodes'])}"
        for violation in violations
    ]
