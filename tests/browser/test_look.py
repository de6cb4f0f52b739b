"""The photo check with a real upload: by keyboard, by taps, without JavaScript, seen by axe and on paper."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from decision.photo_check.words import words
from decision.web.photo_worker import start_photo_worker
from tests.browser.auditing import find_violations
from tests.browser.watching import OpenContext
from tools.harness.drawing import draw_face, draw_pattern, write

ADDRESS = "/check/?use=linkedin&viewer=recruiters"
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > innerWidth"
OVERLAPPING = """() => {
  const asked = document.querySelector(".current .asked").getBoundingClientRect();
  return [...document.querySelectorAll(".current .cut-outs img")].map((img) => img.getBoundingClientRect())
    .some((box) => box.right > asked.left + 1 && box.bottom > asked.top + 1);
}"""
# From the heading to the buttons, with nothing of the answers behind them.
IN_ONE_SCREEN = """() => {
  const box = (name) => document.querySelector(name).getBoundingClientRect();
  const buttons = box("#judging > .actions");
  const answers = box(".current .sightings");
  return box(".current h3").top >= 0 && answers.bottom <= buttons.top && buttons.bottom <= innerHeight;
}"""


@pytest.fixture(scope="module", autouse=True)
def desk() -> None:
    start_photo_worker()


def send(page: Page, folder: Path, data: bytes, button: str = "Check my photo") -> None:
    picture = folder / "me.jpg"
    picture.write_bytes(data)
    page.get_by_label("Your photo").set_input_files(picture)
    page.get_by_role("button", name=button).press("Enter")


def test_a_photo_is_checked_judged_and_printed_without_a_mouse(new_context: OpenContext, tmp_path: Path) -> None:
    page = new_context().new_page()
    page.goto(ADDRESS)
    # The connection breaks first: the page says so, and the file stays chosen.
    page.route("**/check/**", lambda route: route.abort())
    send(page, tmp_path, write(draw_face()))
    expect(page.locator(".error-summary")).to_be_focused()
    page.unroute("**/check/**")

    page.get_by_role("button", name="Check my photo").press("Enter")
    expect(page.locator("#seen")).to_be_focused()
    page.locator('input[name="look-eyes"][value="odd"]').press("Space")
    page.locator('input[name="look-eyes"][value="odd"]').press("Enter")
    expect(page.get_by_role("heading", name="Across the eyes")).to_be_focused()
    page.get_by_role("button", name="See what it means").press("Enter")
    advice = words().advice["do-not-use"].title
    expect(page.get_by_role("heading", name=advice)).to_be_focused()

    expect(page.locator("#marked .spot.eyes").first).to_be_visible()
    expect(page.locator("#marked .spot.hair").first).to_be_hidden()
    assert find_violations(page) == []
    page.emulate_media(media="print")
    paper = PdfReader(BytesIO(page.pdf(format="Letter")))
    printed = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    assert "Do both eyes show the same light in the same place?" in printed
    assert "Do the shadows of nose, chin and hair fall the same way?" in printed
    assert advice in printed


def test_a_tap_answers_and_leads_on_and_each_question_fits_the_screen(new_context: OpenContext, tmp_path: Path) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(ADDRESS)

    send(page, tmp_path, write(draw_face()))
    expect(page.locator(".place")).to_have_count(10)
    for number in range(10):
        expect(page.locator(".place.current h3")).to_contain_text(f"{number + 1} of 10")
        # Only the first has what comes before it in view, too.
        assert (number, number == 0 or page.evaluate(IN_ONE_SCREEN)) == (number, True)
        for width in (320, 360, 768, 860, 900, 1100, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert (number, width, page.evaluate(WIDER_THAN_SCREEN)) == (number, width, False)
            assert (number, width, page.evaluate(OVERLAPPING)) == (number, width, False)
        page.set_viewport_size({"width": 360, "height": 740})
        page.locator(".place.current").get_by_text("Fine", exact=True).first.click()

    expect(page.get_by_role("button", name="See what it means")).to_be_focused()


def test_a_file_that_cannot_be_read_is_refused_in_place_and_the_next_one_framed_by_hand(
    new_context: OpenContext, tmp_path: Path
) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(ADDRESS)

    send(page, tmp_path, b"GIF89a")
    expect(page.locator(".error-summary")).to_be_focused()
    send(page, tmp_path, write(draw_pattern()), "Place the frame myself")
    expect(page.get_by_role("heading", name="Where is the face?")).to_be_focused()
    expect(page.locator(".error-summary")).to_have_count(0)
    assert find_violations(page) == []
    box = page.locator("#whole").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    page.mouse.up()
    expect(page.get_by_label("Middle, from the left")).to_have_value("25")
    page.get_by_role("button", name="Use this frame").press("Enter")

    expect(page.locator("#seen")).to_be_focused()
    expect(page.locator("[name=set]")).to_have_value("by-hand")
    expect(page.get_by_role("heading", name="Cropped for each place")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).first.click()
    assert download.value.suggested_filename == "headshot-linkedin-profile.jpg"


def test_without_javascript_all_questions_are_on_one_page(new_context: OpenContext, tmp_path: Path) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(ADDRESS)

    send(page, tmp_path, write(draw_face()))
    expect(page.get_by_role("group", name="Light on the face")).to_be_visible()
    page.get_by_role("group", name="The edge of the hair").get_by_label("Odd").check()
    expect(page.locator("#whole .spot.hair").first).to_be_visible()
    page.get_by_role("button", name="See what it means").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(words().advice["do-not-use"].title)
