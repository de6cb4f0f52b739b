"""Nothing is shown by color alone: with forced colors every difference is still visible."""

from playwright.sync_api import Locator, Page


def count_looks(elements: Locator) -> int:
    """Return how many of the elements look different from all others."""
    return len({element.screenshot() for element in elements.all()})


def test_forced_colors_keep_marks_choice_and_focus_apart(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/advice/viewer/?use=linkedin&viewer=recruiters")
    radios = page.get_by_role("radio")
    chosen, other = page.locator(".option:has(:checked)"), page.locator(".option:has(:not(:checked))").first

    marks = count_looks(page.locator(".strip .mark"))
    choices = count_looks(radios)
    before = other.screenshot()
    chosen.locator("input").focus()
    page.keyboard.press("ArrowUp")
    focused = page.locator(".option:has(:focus-visible)").screenshot()

    assert marks == 4
    assert choices == 2
    assert focused != before


def test_forced_colors_keep_the_rows_that_matter_apart(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/compare/?use=linkedin&viewer=recruiters#points")

    edges = page.locator(".compare .matters > :first-child").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell).borderLeftWidth)"
    )

    assert set(edges) == {"4px"}


def test_a_drawn_face_is_no_negative_in_dark_mode(page: Page) -> None:
    page.goto("/advice/result/?use=linkedin&use=press-kit&viewer=recruiters")
    face = page.locator(".cards .crop").first
    page.get_by_text("Do this").click()
    page.emulate_media(color_scheme="dark")

    paper, ink = (
        face.evaluate(f"face => getComputedStyle(face).getPropertyValue('{name}')") for name in ("--paper", "--ink")
    )

    assert (paper, ink) == ("#f3ece1", "#221f1b")
