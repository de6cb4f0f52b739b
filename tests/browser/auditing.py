"""axe-core on the page as it stands. It needs JavaScript: without, it would never come to an end."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def find_violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and good practice, as "rule: where"."""
    return _run(page, {"runOnly": STANDARD})


def find_breaches(page: Page, *rules: str) -> list[str]:
    """Return what axe finds against these rules alone, for a page whose other rules were tried before."""
    return _run(page, {"runOnly": {"type": "rule", "values": rules}})


def _run(page: Page, options: dict[str, Any]) -> list[str]:
    response = Axe().run(page, options=options | {"resultTypes": ["violations"]}).response
    return [
        f"{violation['id']}: {', '.join(str(node['target']) for node in violation['nodes'])}"
        for violation in response["violations"]
    ]
