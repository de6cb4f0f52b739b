"""Staff at their desk in a real browser: from a new inquiry to the booked session, without a barrier on the way."""

from datetime import UTC, datetime

from playwright.sync_api import expect

from studio.inquiries.book import Session, book_session
from studio.models import Inquiry, Mail, ReplyTemplate, Status
from tests.browser.auditing import find_barriers
from tests.browser.conftest import OpenDesk
from tests.studio.factories import make_inquiry


def test_from_a_new_inquiry_to_the_booked_session(open_desk: OpenDesk) -> None:
    inquiry = make_inquiry(name="Ana Example")
    ReplyTemplate.objects.create(name="Dates", subject="Dates", body="Dear {name}, would Friday do?")

    page = open_desk("")
    page.locator("#tasks").get_by_role("link", name="Ana Example").click()
    page.get_by_label("Next step").fill("Ask about the date")
    page.locator("[name=_continue]").click()
    page.get_by_role("link", name="Reply", exact=True).click()
    page.get_by_role("link", name="Dates", exact=True).click()
    expect(page.get_by_label("Text")).to_have_value("Dear Ana Example, would Friday do?")
    page.get_by_role("button", name="Preview the email").click()
    expect(page.locator("#preview")).to_contain_text("Dear Ana Example, would Friday do?")
    page.get_by_role("button", name="Send this email").click()
    page.get_by_role("link", name="Book a session").click()
    page.get_by_label("Date").fill("2027-01-08")
    page.get_by_label("Time in New York").fill("10:00")
    page.get_by_role("button", name="Book a session").click()
    session = Session(datetime(2027, 1, 8, 15, tzinfo=UTC), 60)

    expect(page.get_by_text(f"Booked: {session}.").first).to_be_visible()
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.next_step) == (Status.BOOKED, "Ask about the date")
    assert [str(change) for change in inquiry.status_changes.all()] == ["New → Contacted", "Contacted → Booked"]
    assert set(Mail.objects.values_list("kind", flat=True)) >= {"reply", "booked"}


def test_no_page_that_we_wrote_has_a_barrier(open_desk: OpenDesk) -> None:
    booked, waiting = make_inquiry(), make_inquiry()
    book_session(booked, Session(waiting.created_at, 60), by=None)
    ReplyTemplate.objects.create(name="Dates", subject="Dates", body="Dear {name}")
    one = f"studio/inquiry/{waiting.pk}"

    acts = [f"{one}/{act}/" for act in ("change", "reply", "book", "agree", "offer", "decline", "merge", "erase")]
    around = ["mail/", "outcometally/", "package/1/change/", "replytemplate/add/", "studiofacts/1/change/"]
    pages = [
        "",
        "studio/inquiry/",
        "studio/inquiry/add/",
        "studio/inquiry/sessions/",
        *acts,
        *(f"studio/{page}" for page in around),
        "auth/user/add/",
        "auth/user/",
        "funnel/",
        "sign-in/",
        "studio/journalentry/",
    ]
    barriers = {path: find_barriers(open_desk(path)) for path in pages}

    assert Inquiry.objects.count() == 2
    assert {path: found for path, found in barriers.items() if found} == {}


def test_no_desk_page_scrolls_sideways_on_a_phone(open_desk: OpenDesk) -> None:
    inquiry = make_inquiry(name="Wolfeschlegelsteinhausenbergerdorff Example", email=f"{'a' * 60}@example.org")
    book_session(make_inquiry(), Session(inquiry.created_at, 60), by=None)
    one = f"studio/inquiry/{inquiry.pk}"

    paths = ["", "studio/inquiry/", f"{one}/change/", f"{one}/reply/", f"{one}/erase/", "studio/mail/", "funnel/"]
    widths = {}
    for path in paths:
        page = open_desk(path)
        page.set_viewport_size({"width": 390, "height": 844})
        widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(paths, 390)


def test_a_card_begins_with_its_link(open_desk: OpenDesk) -> None:
    inquiry = make_inquiry()

    page = open_desk("studio/inquiry/")
    page.set_viewport_size({"width": 390, "height": 844})
    card = page.locator("#result_list tbody tr")
    link, box, name = (
        card.locator(part).bounding_box() for part in ("th a", ".action-checkbox input", ".field-person")
    )

    assert card.locator("th a").inner_text() == inquiry.reference
    assert link
    assert box
    assert name
    assert link["x"] < box["x"]
    assert link["y"] < name["y"]
    assert not card.locator(".field-owner").is_visible()
