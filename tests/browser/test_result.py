"""The result as people look at it: how long it is, what opens, what can be tried, and on paper."""

import re
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pypdf import PdfReader

from decision.content import content
from tests.browser.addresses import PAGES
from tests.browser.journeys import JOURNEYS, Journey
from tests.browser.test_journeys import PHONE
from tests.browser.watching import OpenContext

PHONE_HEIGHT = 740  # CSS pixels
EARLY = "/advice/result/?use=press-kit"


DESK: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": PHONE_HEIGHT}

PLACES = ("internal-directory", "linkedin", "press-kit", "speaker-bio")
REST = (
    "viewer=visitors&screening=no&matching=no&lifespan=years&size=page&meeting=sometimes&field=other&career=early"
    "&current=none&place=nyc&deadline=flexible&budget=300-1049"
)
ONE_PLACE = {
    **{journey.name: journey.result_address for journey in JOURNEYS if len(journey.until_verdict[0][1]) == 1},
    "before the plan": EARLY,
    "the place is unsure": PAGES["result while the place is unsure"],
    "a question is left open": PAGES["result while a question is left open for good"],
    "tried": "/advice/result/?use=linkedin&viewer=visitors&was=viewer.recruiters",
    "left out": "/advice/result/?use=job-application&competition=competitive&requested=no",
}


def address_places(count: int) -> str:
    """Return the address of a result for this many different places."""
    return f"/advice/result/?{'&'.join(f'use={use}' for use in PLACES[:count])}&{REST}"


def measure(page: Page, address: str) -> tuple[int, int]:
    """Return how long a page is in CSS pixels, and how many words its accessibility tree has."""
    page.goto(address)
    page.evaluate("document.fonts.ready")
    height: int = page.evaluate("document.documentElement.scrollHeight")
    return height, count_words(page)


def count_words(page: Page) -> int:
    """Return the words of all texts and names that a screen reader gets."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = [node for node in nodes if node["role"]["value"] == "StaticText" or has_own_name(node)]
    return sum(len(node["name"].get("value", "").split()) for node in told)


def has_own_name(node: dict[str, Any]) -> bool:
    """Return whether a node has a name that isn’t the text inside it, as pictures have."""
    sources = node.get("name", {}).get("sources", ())
    used = [source["type"] for source in sources if "value" in source and not source.get("superseded")]
    return not node["ignored"] and used[:1] not in ([], ["contents"])


def test_a_closed_result_is_short(new_context: OpenContext) -> None:
    page = new_context(viewport=NARROW).new_page()
    narrow = {name: measure(page, address) for name, address in ONE_PLACE.items()}
    page.set_viewport_size(DESK)
    wide = {name: measure(page, address)[0] for name, address in ONE_PLACE.items()}

    assert {name: found for name, found in narrow.items() if found > (3000, 0) or found[1] > 450} == {}
    assert {name: height for name, height in wide.items() if height > 1900} == {}


@pytest.mark.parametrize("window", [NARROW, DESK], ids=["phone", "desk"])
def test_each_further_place_adds_little(new_context: OpenContext, window: ViewportSize) -> None:
    page = new_context(viewport=window).new_page()

    found = [measure(page, address_places(count)) for count in (2, 3, 4)]

    added = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(found)]
    assert [more for more in added if more[0] > 140 or more[1] > 25] == []


@pytest.mark.parametrize("window", [NARROW, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("address", [JOURNEYS[2].result_address, address_places(3)], ids=["one place", "three"])
def test_a_result_is_as_long_in_other_fonts(new_context: OpenContext, window: ViewportSize, address: str) -> None:
    page = new_context(viewport=window).new_page()
    ours, _ = measure(page, address)
    page.route("**/*.woff2", lambda route: route.abort())

    theirs, _ = measure(page, address)

    assert abs(theirs / ours - 1) <= 0.1


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_a_link_to_a_part_opens_it(new_context: OpenContext, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto(JOURNEYS[0].result_address)

    page.get_by_role("link", name="See how to make it").click()
    expect(page.get_by_role("heading", name="Make an AI headshot and check it")).to_be_in_viewport()
    page.get_by_role("link", name="I see this differently").click()
    expect(page.get_by_role("heading", name="I see this differently")).to_be_in_viewport()
    page.goto(f"{JOURNEYS[0].result_address}#why")

    expect(page.get_by_role("link", name="Change where it appears")).to_be_in_viewport()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_a_source_opens_where_it_is_cited(new_context: OpenContext, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto(JOURNEYS[2].result_address)

    page.locator("header.verdict").get_by_role("button", name="Source 1").click()
    note = page.locator(".note:popover-open")
    expect(note).to_contain_text("Gorn")
    page.keyboard.press("Escape")

    expect(note).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_a_what_if_moves_headline_and_scale_and_leads_back(new_context: OpenContext, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto(JOURNEYS[1].result_address)
    heading, figure = page.get_by_role("heading", level=1), page.locator(".scale figcaption")
    own = figure.inner_text()

    page.get_by_role("link", name="If recruiters look").click()
    expect(heading).to_have_text(content().verdicts["studio"].title)
    expect(figure).not_to_have_text(own)
    expect(page.locator('.chip[aria-current="true"]')).to_have_text("If recruiters look")
    if javascript:
        expect(page.get_by_role("link", name="If recruiters look")).to_be_focused()
        expect(page.locator("#announcer")).to_contain_text("If recruiters look, ")
    page.get_by_role("link", name="Back to my own answers").click()

    expect(figure).to_have_text(own)
    expect(page).to_have_url(re.compile(re.escape(JOURNEYS[1].result_address) + "$"))


def find_bottom(page: Page, selector: str) -> float:
    """The lower edge of an element on the first screen, in CSS pixels."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_verdict_reason_and_next_step_are_on_a_phones_first_screen(new_context: OpenContext) -> None:
    page = new_context(**PHONE).new_page()
    bottoms = {}

    answers = {name: address for name, address in ONE_PLACE.items() if name != "a question is left open"}
    for name, address in (answers | {"two places": JOURNEYS[4].result_address}).items():
        page.goto(address)
        page.evaluate("document.fonts.ready")
        bottoms[name] = find_bottom(page, "header.verdict .button")

    assert {name: bottom for name, bottom in bottoms.items() if bottom > PHONE_HEIGHT} == {}


def test_the_checklist_has_room_beside_its_portrait(new_context: OpenContext) -> None:
    page = new_context(viewport=DESK).new_page()
    page.goto(JOURNEYS[0].result_address)

    page.get_by_text("Do this").click()
    page.locator("details:has(> #check) > summary").click()

    box = page.locator("#check .spots li").first.bounding_box()
    assert box is not None
    assert box["width"] >= 320


@pytest.mark.parametrize("journey", [JOURNEYS[0], JOURNEYS[2]], ids=lambda journey: journey.plan)
def test_a_printed_result_is_whole_and_has_no_controls(page: Page, journey: Journey) -> None:
    page.goto(journey.result_address)
    page.emulate_media(media="print")

    paper = PdfReader(BytesIO(page.pdf(format="Letter")))

    words = " ".join(sheet.extract_text() for sheet in paper.pages).split()
    printed = " ".join(words)
    assert page.locator("h1").inner_text() in printed
    evidence = page.locator("#check-us summary", has_text="Evidence").all_inner_texts()
    assert len(evidence) == 3
    assert [part for part in evidence if part not in printed] == []
    hidden = page.locator("nav, form, .actions, .copy-link, .skip")
    assert [element for element in hidden.all() if element.is_visible()] == []
    # Folded details print unfolded.
    assert page.locator("details:not([open]) > :not(summary)").first.evaluate("e => e.checkVisibility()")
    assert [sheet.mediabox.width for sheet in paper.pages] == [612] * len(paper.pages)


def test_the_failures_open_from_the_portrait_by_touch_and_keyboard(new_context: OpenContext) -> None:
    page = new_context(**PHONE).new_page()
    page.goto("/compare/")
    page.get_by_text("The whole list, on one portrait").tap()

    page.locator('.hotspot a[href="#failure-eyes"]').tap()
    expect(page.locator("#failure-eyes")).to_be_in_viewport()
    page.locator('.hotspot a[href="#failure-skin"]').focus()
    page.keyboard.press("Enter")

    expect(page.locator("#failure-skin")).to_be_in_viewport()
