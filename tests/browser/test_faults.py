"""A form that comes back with faults is read out once, and each fault belongs to its group."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watching import OpenContext
from tests.studio.photo_day.factories import find_path, make_photo_day

Groups = dict[str, tuple[bool, str]]

# What a screen reader says on its own: where the focus lands, and what changes in a live region.
LISTEN = """
const LIVE = "[role=alert], [role=status], [aria-live]";
window.said = [];
addEventListener("focus", ({ target }) => { if (target !== document) said.push(`focus: ${target.className}`); }, true);
addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    const found = [target.parentElement?.closest(LIVE), ...[target, ...addedNodes].map((node) => node.closest?.(LIVE)),
      ...[...addedNodes].map((node) => node.querySelector?.(LIVE))];
    const live = found.find(Boolean);
    if (live?.textContent.trim()) said.push(`live: ${live.textContent.trim()}`);
  }
}).observe(document.body, { childList: true, subtree: true, characterData: true }));
"""


def press(page: Page, button: str) -> None:
    """Press Enter on a button, and listen from then on."""
    page.get_by_role("button", name=button).focus()
    page.evaluate("window.said?.splice(0)")
    page.keyboard.press("Enter")


def send_no_use(page: Page) -> None:
    page.goto("/advice/use/")
    press(page, "Continue")


def send_no_viewer(page: Page) -> None:
    page.goto("/advice/?asked=viewer&use=linkedin")


def send_no_team(page: Page) -> None:
    page.goto("/teams/?people=many")


def send_no_time(page: Page) -> None:
    page.goto(find_path(make_photo_day()))
    press(page, "Hold this time for me")


def send_no_picture(page: Page) -> None:
    page.goto("/check/")
    page.get_by_label("Your photo").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    )
    press(page, "Place the frame myself")


USE: Groups = {
    "Where will the photo appear?": (False, "Choose an answer to continue. Choose all that apply."),
}
CASES: list[tuple[bool, Callable[[Page], None], Groups]] = [
    (True, send_no_use, USE),
    (False, send_no_use, USE),
    (
        True,
        send_no_viewer,
        {
            "Who looks at it for a professional reason?": (
                True,
                "Choose an answer to continue. Think of the person who looks most carefully.",
            )
        },
    ),
    (
        True,
        send_no_team,
        {
            "Where will the photos appear?": (
                False,
                "Choose at least one place. Choose the places that everybody needs. Exceptions come further down.",
            ),
            "Must the portraits match?": (
                True,
                "Say whether the portraits must match. Same light, same background, same crop.",
            ),
        },
    ),
    (
        True,
        send_no_time,
        {"Your time": (True, "Error: Please choose a time. New York time. Crossed-out times are taken.")},
    ),
    (True, send_no_picture, {}),
    (False, send_no_picture, {}),
]


def read_groups(page: Page) -> Groups:
    """Return each described group as Chromium tells screen readers: whether it is invalid, and its description."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return {
        node["name"]["value"]: (read(node, "invalid") == "true", node["description"]["value"])
        for node in tree
        if node.get("role", {}).get("value") in ("group", "radiogroup") and node.get("description", {}).get("value")
    }


def read(node: dict[str, Any], name: str) -> str:
    return next((found["value"]["value"] for found in node["properties"] if found["name"] == name), "")


@pytest.mark.parametrize(("javascript", "send", "groups"), CASES)
def test_a_fault_is_said_once_and_belongs_to_its_group(
    new_context: OpenContext, javascript: bool, send: Callable[[Page], None], groups: Groups
) -> None:
    context = new_context(java_script_enabled=javascript)
    context.add_init_script(LISTEN)
    page = context.new_page()

    send(page)

    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_have_accessible_name(page.locator("#problem").inner_text())
    assert page.evaluate("window.said ?? null") == (["focus: error-summary"] if javascript else [])
    assert read_groups(page) == groups
