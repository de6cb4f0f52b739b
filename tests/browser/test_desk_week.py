"""A week at the desk in a real browser: two people, sixty cancelations undone, offered times, a late delivery."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from playwright.sync_api import ViewportSize, expect

from decision.core.turnaround import find_holiday, is_business_day
from studio.inquiries.book import Session, book_session
from studio.inquiries.notes import plan_next_step
from studio.inquiries.own_page import make_token
from studio.inquiries.status import change_status
from studio.models import Inquiry, Mail, Status
from tests.browser.auditing import find_barriers
from tests.browser.conftest import OpenDesk
from tests.browser.watching import OpenContext
from tests.studio.factories import make_inquiry, make_staff

NEW_YORK = ZoneInfo("America/New_York")
PHONE = ViewportSize(width=390, height=844)


def find_day(*, holiday: str = "") -> str:
    """Return the next Thanksgiving, or a day in a month on which the studio is open."""
    today = timezone.localdate()
    days = (today + timedelta(days=number) for number in range(30, 400))
    return str(next(day for day in days if (find_holiday(day) == holiday if holiday else is_business_day(day))))


def test_two_people_at_one_inquiry(open_desk: OpenDesk) -> None:
    inquiry, ben = make_inquiry(), make_staff(name="ben")
    page = open_desk(f"studio/inquiry/{inquiry.pk}/change/")
    page.get_by_label("Next step").fill("Call")
    plan_next_step(inquiry, "Write", None, by=ben)
    page.locator("[name=_continue]").click()
    barriers = find_barriers(page)
    page.get_by_label("Use what you typed: Call").check()
    page.locator("[name=_continue]").click()
    expect(page.get_by_label("Next step")).to_have_value("Call")

    page.get_by_role("link", name="Reply", exact=True).click()
    page.get_by_label("Subject").fill("Dates")
    page.get_by_label("Text").fill("Would Friday do?")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Send this email").click()
    expect(page.get_by_text("Reply is being sent: Dates").first).to_be_visible()
    page.get_by_role("link", name="Reply", exact=True).click()

    expect(page.locator("#just-sent")).to_contain_text("Would Friday do?")
    expect(page.get_by_role("button", name="Send this reply too")).to_be_visible()
    assert barriers + find_barriers(page) == []
    assert Mail.objects.filter(kind="reply").count() == 1


def test_sixty_cancelations_are_undone(open_desk: OpenDesk) -> None:
    start = datetime.combine(timezone.localdate() + timedelta(days=30), time(10), tzinfo=NEW_YORK)
    for number in range(60):
        inquiry = make_inquiry(name=f"Client {number}", email=f"client{number}@example.org")
        if number >= 7:
            book_session(inquiry, Session(start, 60), by=None, with_mails=False)
    page = open_desk("studio/inquiry/?all=")
    page.locator("#action-toggle").check()
    page.locator("[name=action]").select_option("mark_cancelled")
    page.get_by_role("button", name="Go").click()
    barriers = find_barriers(page)
    page.get_by_role("button", name="Mark 53 as canceled and email 53").click()
    barriers += find_barriers(page)
    undo = page.get_by_role("button", name="Undo it: no email goes out")
    undo.click()

    expect(undo).to_have_count(0)
    assert barriers == []
    assert Inquiry.objects.filter(status=Status.BOOKED).count() == 53
    assert not Mail.objects.filter(kind="cancelled").exists()


def test_from_offered_times_to_the_pictures_on_a_phone(open_desk: OpenDesk, new_context: OpenContext) -> None:
    inquiry, day = make_inquiry(phone="212 555 0100"), find_day()
    page = open_desk(f"studio/inquiry/{inquiry.pk}/offer/")
    page.set_viewport_size(PHONE)
    page.get_by_label("First:", exact=True).fill(find_day(holiday="Thanksgiving Day"))
    page.get_by_label("First time, in New York").fill("10:00")
    page.get_by_role("button", name="Email these times").click()
    expect(page.locator(".errorlist")).to_be_visible()
    page.get_by_label("First:", exact=True).fill(day)
    page.get_by_role("button", name="Email these times").click()
    expect(page.get_by_text("1 time offered.").first).to_be_visible()

    client = new_context().new_page()
    client.goto(f"/studio/inquiry/own/{make_token(inquiry.reference)}/")
    client.get_by_role("button", name="Pick ").click()
    expect(client.get_by_text("You picked this one.")).to_be_visible()

    page.goto("/admin/")
    page.locator("#picked").get_by_role("link").click()
    expect(page.get_by_label("Time in New York")).to_have_value("10:00")
    page.get_by_role("button", name="Book a session").click()
    expect(page.get_by_text("Booked: ").first).to_be_visible()

    Inquiry.objects.update(session_at=timezone.now() - timedelta(days=9))
    change_status(Inquiry.objects.get(), to=Status.PHOTOGRAPHED, by=None)
    page.goto("/admin/")
    expect(page.locator("#deliveries .overdue")).to_have_text("late")
    page.locator("#deliveries").get_by_role("link").click()
    page.get_by_label("Retouched pictures").check()
    page.get_by_label("Link to the pictures").fill("https://example.org/ana")
    page.get_by_role("button", name="Send the pictures").click()
    expect(page.get_by_text("The client gets an email with the link to the retouched pictures.").first).to_be_visible()
    assert Inquiry.objects.get().status == Status.DONE


def test_no_desk_page_scrolls_sideways_on_a_phone(open_desk: OpenDesk) -> None:
    inquiry, other = make_inquiry(phone="212 555 0100", people=3), make_inquiry()
    book_session(inquiry, Session(timezone.now() - timedelta(days=9), 60), by=None)
    change_status(inquiry, to=Status.PHOTOGRAPHED, by=None)
    one, two = f"studio/inquiry/{inquiry.pk}", f"studio/inquiry/{other.pk}"
    after = [f"{one}/{act}/" for act in ("change", "agree", "deliver")]
    before = [f"{two}/{act}/" for act in ("change", "book", "offer")]
    pages = ["", "studio/inquiry/sessions/", *after, *before]
    too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

    page = open_desk("")
    page.set_viewport_size(PHONE)
    found = {path: (open_desk(path).evaluate(too_wide), find_barriers(page)) for path in pages}

    assert found == dict.fromkeys(pages, (False, []))
