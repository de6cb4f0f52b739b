"""The portfolio in a real browser: several pictures sent with a bar, described, dragged, and cut."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from decision.pictures.refusals import load_sentences
from decision.web.photo_worker import start_photo_worker
from studio.models import PortfolioPicture
from tests.browser.auditing import find_barriers
from tests.browser.conftest import OpenDesk
from tests.studio.stores import keep_below
from tools.harness.drawing import draw_face, draw_pattern, write

ADD = "studio/portfoliopicture/add/"


@pytest.fixture(scope="module", autouse=True)
def photo_worker() -> None:
    start_photo_worker()


@pytest.fixture(autouse=True)
def portfolio(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of pictures, empty."""
    return keep_below(tmp_path, "portfolio", monkeypatch)


def choose(page: Page, **files: bytes) -> None:
    payloads = [FilePayload(name=name, mimeType="image/jpeg", buffer=data) for name, data in files.items()]
    page.get_by_label("Pictures", exact=True).set_input_files(payloads)
    page.get_by_role("button", name="Add pictures").press("Enter")


def find_faults(page: Page) -> list[str]:
    """Return the page's barriers, and whether it is wider than a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return [*find_barriers(page), *(["wide"] if is_wide else [])]


def test_pictures_are_added_described_ordered_and_cut(open_desk: OpenDesk) -> None:
    page = open_desk(ADD)
    assert find_faults(page) == []

    choose(page, face=write(draw_face()), scan=b"GIF89a", pattern=write(draw_pattern()))
    expect(page.locator("#faults li")).to_have_text(
        [
            "2 of 3 added. They are in the list.",
            f"“scan” wasn’t added. {load_sentences()['gif'].title}. {load_sentences()['gif'].advice}",
        ]
    )
    expect(page.locator("#sending")).to_be_empty()
    assert PortfolioPicture.objects.count() == 2

    choose(page, last=write(draw_pattern(900, 600)))
    expect(page.get_by_role("heading", name="Portfolio pictures")).to_be_visible()
    expect(page.locator(".on-page")).to_have_count(3)
    assert find_faults(page) == []
    page.locator("[name=form-2-alt]").fill("Stripes")
    page.locator(".on-page").nth(2).drag_to(page.locator(".on-page").nth(0), target_position={"x": 60, "y": 10})
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator(".on-page").nth(0)).to_have_attribute("alt", "Stripes")

    page.locator(".on-page").nth(0).click()
    frame = page.locator("#whole rect")
    expect(frame).to_have_attribute("x", re.compile(r"^23\.3"))
    page.get_by_label("Part to show").press("Home")
    expect(frame).to_have_attribute("x", "0")
    assert find_faults(page) == []
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Portfolio pictures")).to_be_visible()
    rows = PortfolioPicture.objects.values_list("alt", "focus", "position")
    assert list(rows) == [("Stripes", 0, 1), ("", 50, 2), ("", 50, 3)]
