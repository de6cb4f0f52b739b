"""How a person works a page: with a mouse, with the keyboard alone, or with a finger."""

from typing import Protocol

from playwright.sync_api import Locator, Page

# More stops of the Tab key than any page of the questionnaire has.
MOST_STOPS = 60


class Hand(Protocol):
    """A way to use the page."""

    def choose(self, page: Page, key: str, option: str) -> None:
        """Choose an option of the question on the page."""

    def press(self, target: Locator) -> None:
        """Follow a link, or press a button."""


def find_input(page: Page, key: str, option: str) -> Locator:
    return page.locator(f'input[name="{key}"][value="{option}"]:not([type="hidden"])')


class Mouse:
    def choose(self, page: Page, key: str, option: str) -> None:
        page.locator("label", has=find_input(page, key, option)).click()

    def press(self, target: Locator) -> None:
        target.click()


class Finger:
    def choose(self, page: Page, key: str, option: str) -> None:
        page.locator("label", has=find_input(page, key, option)).tap()

    def press(self, target: Locator) -> None:
        target.tap()


class Keyboard:
    """Tab, arrows, Space and Enter, as a person without a mouse uses them."""

    def choose(self, page: Page, key: str, option: str) -> None:
        target = find_input(page, key, option)
        if target.get_attribute("type") == "checkbox":
            self._press_until_focused("Tab", target)
            page.keyboard.press("Space")
            return
        # A radio group is one stop of the Tab key; the arrow keys move within it.
        self._press_until_focused("Tab", page.locator(f'input[name="{key}"][type="radio"]'))
        page.keyboard.press("Space")
        self._press_until_focused("ArrowDown", target)

    def press(self, target: Locator) -> None:
        self._press_until_focused("Tab", target)
        target.page.keyboard.press("Enter")

    def _press_until_focused(self, key: str, target: Locator) -> None:
        for _ in range(MOST_STOPS):
            if target.evaluate_all("found => found.includes(document.activeElement)"):
                return
            target.page.keyboard.press(key)
        raise AssertionError(f"{key} never reaches {target}")
