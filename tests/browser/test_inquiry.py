"""From the result to the thank-you, with the mistakes that people make on the way."""

import re

import pytest
from playwright.sync_api import expect

from studio.inquiries.merge import mark_duplicates
from studio.models import Inquiry
from tests.browser.auditing import find_violations
from tests.browser.journeys import JOURNEYS
from tests.browser.watching import OpenContext

RECRUITERS = JOURNEYS[2]


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_an_inquiry_with_errors_is_mended_and_sent_once(new_context: OpenContext, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto(RECRUITERS.result_address)
    page.get_by_role("link", name="Ask about a session").first.click()

    page.get_by_label("Email").fill("ana at example.org")
    page.get_by_label("Your name").fill("Ana Example")
    page.get_by_role("button", name="Send the inquiry").click()

    summary = page.locator(".error-summary")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(summary).to_be_focused()
    assert summary.get_by_role("link").count() == 2
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Email")).to_be_focused()
    expect(page.get_by_label("Email")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Your name")).to_have_value("Ana Example")
    assert not javascript or find_violations(page) == []

    page.get_by_label("Email").fill("ana@example.org")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Send the inquiry").click()

    expect(page).to_have_url(re.compile("/studio/inquiry/sent/"))
    page.reload()
    inquiry = Inquiry.objects.get()
    expect(page.get_by_text(inquiry.reference)).to_be_visible()
    assert not javascript or find_violations(page) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_sent_again_after_back_is_marked_as_a_possible_duplicate(new_context: OpenContext, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto("/studio/inquiry/")
    page.get_by_label("Email").fill("ana@example.org")
    page.get_by_label("Your name").fill("Ana Example")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Send the inquiry").click()
    expect(page).to_have_url(re.compile("/studio/inquiry/sent/"))

    page.go_back()
    expect(page.get_by_label("Email")).to_have_value("ana@example.org")
    page.get_by_label("Your name").fill("Ana B. Example")
    page.get_by_role("button", name="Send the inquiry").click()

    expect(page).to_have_url(re.compile("/studio/inquiry/sent/"))
    first, second = Inquiry.objects.order_by("pk")
    mark_duplicates([first, second])
    assert second.name == "Ana B. Example"
    assert (first.has_duplicate, second.has_duplicate) == (True, True)
