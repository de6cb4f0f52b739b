"""A week at the desk in a real browser: two people, cancelations undone, offered times, a late delivery, and the
day on which the clocks change.
"""

import re
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone
from playwright.sync_api import ViewportSize, expect

from studio.inquiries.notes import plan_next_step
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.links import make_token
from studio.models import Inquiry, Mail, Status
from tests.browser.auditing import find_barriers
from tests.browser.conftest import OpenDesk
from tests.browser.watching import OpenContext
from tests.studio.days import NEW_YORK, find_business_day, find_sunday, find_thanksgiving
from tests.studio.factories import make_inquiry, make_staff

PHONE = ViewportSize(width=390, height=844)


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
            book_session(inquiry, Session(start, 60), by=None)
    page = open_desk("studio/inquiry/")
    page.locator("#action-toggle").check()
    page.get_by_role("button", name="Select all 60 inquiries").click()
    page.locator("[name=action]").select_option("mark_cancelled")
    page.get_by_role("button", name="Go").click()
    barriers = find_barriers(page)
    expect(page.locator(".glance")).to_contain_text("53 people get an email, 7 stay as they are.")
    page.get_by_role("button", name="Mark 53 as canceled and email 53").click()
    undo = page.get_by_role("button", name="Undo it: no email goes out")
    undo.click()

    expect(undo).to_have_count(0)
    assert barriers == []
    assert Inquiry.objects.filter(status=Status.BOOKED).count() == 53
    assert not Mail.objects.filter(kind="cancelled").exists()


def test_from_offered_times_to_the_pictures_on_a_phone(open_desk: OpenDesk, new_context: OpenContext) -> None:
    inquiry, day = make_inquiry(phone="212 555 0100"), find_business_day()
    page = open_desk(f"studio/inquiry/{inquiry.pk}/offer/")
    page.set_viewport_size(PHONE)
    page.get_by_label("First:", exact=True).fill(str(find_thanksgiving()))
    page.get_by_label("First time, in New York").fill("10:00")
    page.get_by_role("button", name="Email these times").click()
    expect(page.locator(".errornote")).to_contain_text("is a holiday: Thanksgiving Day.")
    page.get_by_label("First:", exact=True).fill(str(day))
    page.get_by_role("button", name="Email these times").click()
    expect(page.get_by_text("1 time offered.").first).to_be_visible()

    client = new_context().new_page()
    client.goto(f"/studio/inquiry/own/{make_token(inquiry.reference)}/")
    client.get_by_role("button", name="Pick ").click()
    expect(client).to_have_url(re.compile("#times$"))
    assert inquiry.offered_times.filter(picked_at__isnull=False).count() == 1

    page.goto("/admin/")
    page.locator("#tasks").get_by_role("row").filter(has_text="Ana Example").get_by_role("link").click()
    expect(page.get_by_label("Time in New York")).to_have_value("10:00")
    page.get_by_role("button", name="Book a session").click()
    expect(page.get_by_text("Booked: ").first).to_be_visible()

    Inquiry.objects.update(session_at=timezone.now() - timedelta(days=9))
    change_status(Inquiry.objects.get(), to=Status.PHOTOGRAPHED, by=None)
    page.goto("/admin/")
    late = page.locator("#tasks").get_by_role("row").filter(has_text="color-corrected pictures")
    expect(late.locator(".overdue")).to_contain_text("since ")
    late.get_by_role("link").click()
    page.get_by_label("Retouched pictures").check()
    page.get_by_label("Link to the pictures").fill("example.org/ana")
    page.get_by_role("button", name="Send the pictures").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Inquiry.objects.get().status == Status.DONE


def test_sessions_on_the_days_the_clocks_change(open_desk: OpenDesk) -> None:
    inquiry, day, fall = make_inquiry(), find_sunday(3, 2), find_sunday(11, 1)
    page = open_desk(f"studio/inquiry/{inquiry.pk}/book/")
    page.get_by_label("Date").fill(str(day))
    page.get_by_label("Time in New York").fill("02:30")
    page.get_by_role("button", name="Book a session").click()
    expect(page.locator(".errorlist")).to_be_visible()
    page.get_by_label("Time in New York").fill("10:00")
    page.get_by_role("button", name="Book a session").click()
    expect(page.get_by_text(f"Booked: {day:%a, %b} {day.day}, {day.year}, 10:00 AM (New York)").first).to_be_visible()

    page = open_desk(f"studio/inquiry/sessions/?month={day:%Y-%m}")
    expect(page.locator("#month td").filter(has_text="Ana Example")).to_contain_text("10:00 AM Ana Example")
    in_spring = Inquiry.objects.get().session_at
    page = open_desk(f"studio/inquiry/{inquiry.pk}/book/")
    page.get_by_label("Date").fill(str(fall))
    page.get_by_label("Time in New York").fill("01:30")
    page.get_by_role("button", name="Move the session").click()
    page.get_by_label("Book it anyway").check()
    page.get_by_role("button", name="Move the session").click()

    expect(page.get_by_text("That hour comes twice that night; the session is in the first.").first).to_be_visible()
    assert in_spring == datetime.combine(day, time(14), tzinfo=UTC)
    assert Inquiry.objects.get().session_at == datetime.combine(fall, time(5, 30), tzinfo=UTC)
