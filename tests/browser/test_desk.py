"""Staff at their desk in a real browser: from a new inquiry to the booked session, without a barrier on the way."""

from datetime import datetime, time

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import ViewportSize, expect

from studio.inquiries.sessions import Session
from studio.models import Mail, ReplyTemplate, Status
from tests.browser.auditing import find_barriers, find_breaches
from tests.browser.conftest import OpenDesk
from tests.studio.days import NEW_YORK, find_business_day
from tests.studio.desk_pages import fill_desk, list_desk_pages
from tests.studio.factories import make_inquiry, make_staff

PHONE = ViewportSize(width=390, height=844)
OURS = settings.BASE_DIR / "templates"
ON_A_PHONE = ("target-size", "scrollable-region-focusable", "label")
"""The rules that another width can break."""
PRESSED = ".object-tools a, .submit-row input, .submit-row a, .sessions a, a.button, button.button, .cards th a, select"
FIND_LOW = f"""() => [...document.querySelectorAll("{PRESSED}")].filter(one => one.checkVisibility()
  && one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""


def test_from_a_new_inquiry_to_the_booked_session(open_desk: OpenDesk) -> None:
    inquiry, day = make_inquiry(name="Ana Example"), find_business_day()
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
    page.get_by_label("Date").fill(str(day))
    page.get_by_label("Time in New York").fill("10:00")
    page.get_by_role("button", name="Book a session").click()
    session = Session(datetime.combine(day, time(10), tzinfo=NEW_YORK), 60)

    expect(page.get_by_text(f"Booked: {session}.").first).to_be_visible()
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.next_step) == (Status.BOOKED, "Ask about the date")
    assert [str(change) for change in inquiry.status_changes.all()] == ["New → Contacted", "Contacted → Booked"]
    assert set(Mail.objects.values_list("kind", flat=True)) >= {"reply", "booked"}


@pytest.mark.parametrize("is_each", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_no_page_has_a_barrier_or_scrolls_sideways_on_a_phone(open_desk: OpenDesk, is_each: bool) -> None:
    """Look at one page of each template of ours, or at each page, which takes most of a minute."""
    fill_desk(0, by=make_staff(name="ben"))
    make_inquiry(name="Wolfeschlegelsteinhausenbergerdorff Example", email=f"{'a' * 60}@example.org", people=3)
    page, width, found = open_desk(""), "document.documentElement.scrollWidth", {}
    mary, client = User.objects.get(username="mary"), Client()
    client.force_login(mary)
    templates = {address.removeprefix("/admin/"): template for address, template in list_desk_pages(client).items()}
    one_each = {template: path for path, template in templates.items() if (OURS / template).exists()}
    pages = [*templates] if is_each else [*one_each.values()]
    tables = ["", "studio/inquiry/", "studio/mail/"]  # on a phone their rows are cards

    wide = {path: find_barriers(open_desk(path)) for path in tables}
    page.set_viewport_size(PHONE)
    for path in pages:
        open_desk(path)
        barriers = find_breaches(page, *ON_A_PHONE) if path in tables else find_barriers(page)
        found[path] = (page.evaluate(width), barriers, page.evaluate(FIND_LOW))
    screens = open_desk("").evaluate("document.documentElement.scrollHeight / innerHeight")

    assert wide == {path: [] for path in tables}
    assert found == dict.fromkeys(pages, (390, [], []))
    assert screens <= 2


def test_a_card_begins_with_its_link(open_desk: OpenDesk) -> None:
    inquiry = make_inquiry()

    page = open_desk("studio/inquiry/")
    page.set_viewport_size(PHONE)
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
