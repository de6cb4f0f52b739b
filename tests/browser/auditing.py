"""Run axe-core on an open page. The page needs JavaScript; without it axe would never finish."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

# axe’s full result is long, so only the violations are sent from the browser.
LIST_VIOLATIONS = "options => axe.run(options).then(result => result.violations)"


def find_violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and good practice, as "rule: where"."""
    return _run(page, {"runOnly": [*WCAG, "best-practice"]})


def find_barriers(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA alone, for Django's admin, most of whose markup is not ours."""
    return _run(page, {"runOnly": WCAG})


def find_breaches(page: Page, *rules: str) -> list[str]:
    """Return what axe finds against these rules alone, for a page that was already checked against the others."""
    return _run(page, {"runOnly": {"type": "rule", "values": rules}})


def _run(page: Page, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    # Preloading writes styles into the page, and none of these rules needs it.
    more = {"resultTypes": ["violations"], "preload": False}
    violations: list[dict[str, Any]] = page.evaluate(LIST_VIOLATIONS, options | more)
    return [
        f"{violation['id']}: {', '.join(str(node['target']) for node in violation['nodes'])}"
        for violation in violations
    ]
