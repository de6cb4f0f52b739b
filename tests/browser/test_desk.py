"""Staff at their desk in a real browser: from a new inquiry to the booked session, without a barrier on the way."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings

from studio.booking import Session, book_session
from studio.models import Inquiry, Mail, ReplyTemplate, Status
from tests.browser.watching import OpenContext
from tests.studio.factories import make_inquiry, make_staff

Open = Callable[[str], Page]

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def open_desk(new_context: OpenContext) -> Open:
    """Sign in as a manager by the form, and open a page of the desk."""
    make_staff(name="mary", groups=("Studio manager",))
    page = new_context().new_page()

    def open_page(path: str) -> Page:
        page.goto(f"/admin/{path}")
        if page.locator("#id_username").count():
            page.locator("#id_username").fill("mary")
            page.locator("#id_password").fill("pass")
            page.get_by_role("button", name="Log in").click()
        return page

    return open_page


def list_barriers(page: Page) -> list[str]:
    """Return what axe finds on the page: the rule, and where."""
    found = Axe().run(page, options={"runOnly": LEVELS}).response
    assert found["passes"]
    return [f"{rule['id']}: {node['target']}" for rule in found["violations"] for node in rule["nodes"]]


def test_from_a_new_inquiry_to_the_booked_session(open_desk: Open) -> None:
    inquiry = make_inquiry(name="Ana Example")
    ReplyTemplate.objects.create(name="Dates", subject="Dates", body="Dear {name}, would Friday do?")

    page = open_desk("")
    page.locator("#waiting").get_by_role("link", name=inquiry.reference).click()
    page.get_by_label("Next step").fill("Ask about the date")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="Reply", exact=True).click()
    page.get_by_role("link", name="Dates", exact=True).click()
    expect(page.get_by_label("Text")).to_have_value("Dear Ana Example, would Friday do?")
    page.get_by_role("button", name="Reply").click()
    page.get_by_role("link", name="Book a session").click()
    page.get_by_label("Date").fill("2027-01-08")
    page.get_by_label("Time in New York").fill("10:00")
    page.get_by_role("button", name="Book a session").click()

    expect(page.get_by_text("Booked: Fri, Jan 8, 2027, 10:00 AM (New York), 60 minutes.").first).to_be_visible()
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.next_step) == (Status.BOOKED, "Ask about the date")
    assert [str(change) for change in inquiry.status_changes.all()] == ["New → Contacted", "Contacted → Booked"]
    assert set(Mail.objects.values_list("kind", flat=True)) >= {"reply", "booked"}


def test_no_page_that_we_wrote_has_a_barrier(open_desk: Open) -> None:
    booked, waiting = make_inquiry(), make_inquiry()
    book_session(booked, Session(waiting.created_at, 60), by=None)
    ReplyTemplate.objects.create(name="Dates", subject="Dates", body="Dear {name}")
    one = f"studio/inquiry/{waiting.pk}"

    acts = [f"{one}/{act}/" for act in ("change", "reply", "book", "decline", "merge", "erase")]
    pages = ["", "studio/inquiry/", "studio/inquiry/add/", *acts]
    barriers = {path: list_barriers(open_desk(path)) for path in pages}

    assert Inquiry.objects.count() == 2
    assert {path: found for path, found in barriers.items() if found} == {}


def test_the_second_factor_has_no_barrier(open_desk: Open, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True

    page = open_desk("")

    expect(page.get_by_text("Set up your second factor")).to_be_visible()
    assert list_barriers(page) == []
