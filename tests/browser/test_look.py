"""A look with a real upload: by keyboard, seen by axe, on paper, and with a file that we cannot read."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from decision.web.photo_worker import find_photo_worker, start_desk
from tests.browser.auditing import find_violations
from tests.browser.watching import OpenContext
from tools.harness.drawing import draw_face, draw_pattern, write

ADDRESS = "/look-closer/?use=linkedin&viewer=recruiters"


@pytest.fixture(scope="module", autouse=True)
def desk() -> Iterator[None]:
    start_desk()
    yield
    find_photo_worker().end()


def send(page: Page, folder: Path, data: bytes) -> None:
    picture = folder / "me.jpg"
    picture.write_bytes(data)
    page.get_by_label("The headshot").set_input_files(picture)
    page.get_by_role("button", name="Look closer").press("Enter")


def test_a_look_is_taken_judged_and_printed_without_a_mouse(new_context: OpenContext, tmp_path: Path) -> None:
    page = new_context().new_page()
    page.goto(ADDRESS)

    send(page, tmp_path, write(draw_face()))
    expect(page.get_by_role("heading", name="Your picture")).to_be_focused()
    page.locator('input[name="look-eyes"][value="odd"]').press("Space")
    page.get_by_role("button", name="What does it mean?").press("Enter")
    expect(page.get_by_role("heading", name="Do not use this one")).to_be_focused()

    assert find_violations(page) == []
    page.emulate_media(media="print")
    paper = PdfReader(BytesIO(page.pdf(format="Letter")))
    printed = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    assert "Do both eyes show the same light in the same place?" in printed
    assert "Do not use this one" in printed


def test_a_file_that_cannot_be_read_is_refused_in_place_and_the_next_one_seen(
    new_context: OpenContext, tmp_path: Path
) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(ADDRESS)

    send(page, tmp_path, b"GIF89a")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Find the face for me").check()
    send(page, tmp_path, write(draw_pattern()))

    expect(page.get_by_role("link", name="Place the frame")).to_be_visible()
    expect(page.get_by_label("Width, from ear to ear")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert find_violations(page) == []
