"""An office manager on her way from the home page to the inquiry, and what she prints."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from studio.models import Inquiry
from tests.browser.watching import OpenContext
from tests.decision.pdf.samples import read_pdf

ANSWERS = {
    "viewer": "Interested strangers",
    "screening": "No, they are fine with it",
    "lifespan": "A year or more",
    "size": "A clear picture on a page",
    "meeting": "Usually",
    "field": "Another field",
    "career": "Early",
}


@dataclass
class Manager:
    """Works a page and counts what she does: each click, each field and each choice in a list."""

    page: Page
    actions: int = 0

    def press(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]  # one of the roles there are
        self.actions += 1

    def choose(self, words: str) -> None:
        self.page.locator("label", has_text=words).first.click()
        self.actions += 1

    def fill(self, field: Locator, text: str) -> None:
        field.fill(text)
        self.actions += 1

    def select(self, field: Locator, label: str) -> None:
        field.select_option(label=label)
        self.actions += 1


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_an_office_manager_asks_about_her_team(new_context: OpenContext, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    manager = Manager(page)
    page.goto("/")

    manager.press("link", "Photos for a whole team?")
    manager.fill(page.locator("[name=people]"), "25")
    manager.choose("Internal directory")
    manager.choose("Company “About us” page")
    manager.choose("Yes, they appear side by side")
    manager.fill(page.get_by_label("Number of people in group 1"), "4")
    manager.select(page.get_by_label("What group 1 also needs"), "Speaker bio")
    manager.press("button", "Show the answer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not decided yet")
    manager.press("link", "Answer 7 questions")
    for key, label in ANSWERS.items():
        manager.select(page.locator(f"#q-{key}"), label)
    manager.press("button", "Update the answer")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Not decided yet")
    manager.press("link", "Ask about 25 people")
    manager.fill(page.get_by_label("Your name"), "Ana Example")
    manager.fill(page.get_by_label("Email"), "ana@example.org")
    manager.choose("I agree that Gorn Photo keeps")
    manager.press("button", "Send the inquiry")

    expect(page).to_have_url(re.compile("/studio/inquiry/sent/"))
    inquiry = Inquiry.objects.get()
    assert (inquiry.people, inquiry.groups) == (25, [{"people": 4, "also": ["speaker-bio"]}])
    # Two minutes, at five seconds each.
    assert manager.actions == 22


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_guide_prints_on_one_page(page: Page, paper: str) -> None:
    page.goto("/teams/guide/")

    assert len(read_pdf(page.pdf(format=paper)).pages) == 1


def test_a_result_is_short_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/teams/?use=internal-directory&use=company-page&matching=yes&people=25&group=4.speaker-bio")

    assert page.evaluate("document.documentElement.scrollHeight") <= 1900


def test_a_thousand_answers_are_short_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/teams/table/")
    page.get_by_label("Paste it here").fill("Name,Use\n" + "Ann Example,LinkedIn and press kit\n" * 1000)
    page.get_by_role("button", name="Read the table").click()

    page.get_by_role("button", name="Yes, show the answers").click()

    expect(page.get_by_role("heading", name="1,000 people")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= 1500
    page.emulate_media(media="print")
    expect(page.get_by_text("Change the table")).to_be_hidden()
    expect(page.get_by_text("What each way costs")).to_be_visible()
