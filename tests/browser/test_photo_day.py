"""A photo day in a real browser: forty people from the inquiry to a full sheet, the last time twice, and the day."""

import re
from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect
from pypdf import PdfReader

from decision.core.turnaround import is_business_day
from studio.links import find_own_page, find_own_time, find_sign_up_page
from studio.models import Mail, PhotoDay, SignUp
from studio.photo_day.form import make_key
from studio.photo_day.plan import list_times
from tests.browser.auditing import find_barriers, find_violations
from tests.browser.conftest import OpenDesk
from tests.browser.watching import OpenContext
from tests.studio.factories import make_inquiry
from tests.studio.photo_day.factories import add, make_photo_day

PHONE = ViewportSize(width=360, height=740)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
STAFF_ENTER = 35


def shorten(address: str) -> str:
    return address.removeprefix(settings.SITE_URL)


def sign_up_by_request(day: PhotoDay, name: str, place: int) -> None:
    """Sign up as a browser without JavaScript does, and confirm by the link of the email."""
    client, email = Client(), f"{name.split(maxsplit=1)[0].lower()}@example.org"
    at = make_key(list_times(day)[place])
    client.post(shorten(find_sign_up_page(day)), {"name": name, "email": email, "time": at})
    client.post(shorten(find_own_time(SignUp.objects.get(email=email))) + "confirm/")


def fill_in(page: Page, name: str, time: str) -> None:
    page.get_by_label(time).check()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email").fill(f"{name.split(maxsplit=1)[0].lower()}@example.org")


def confirm_by_email(page: Page, name: str) -> None:
    own = SignUp.objects.get(name=name)
    assert Mail.objects.get(sign_up=own).to == own.email
    page.goto(shorten(find_own_time(own)))
    page.get_by_role("button", name="Confirm my time").click()
    expect(page.locator('a[href$="/time.ics"]')).to_be_visible()


def test_forty_people_from_the_inquiry_to_a_full_sheet(open_desk: OpenDesk, new_context: OpenContext) -> None:
    inquiry = make_inquiry(name="Elena Example", people=40)
    days = (timezone.localdate() + timedelta(days=number) for number in range(30, 40))
    desk = open_desk(f"studio/inquiry/{inquiry.pk}/change/")
    desk.get_by_role("link", name="Plan a photo day").click()
    desk.get_by_label("Name of the day").fill("Example Corp")
    desk.get_by_label("Date").fill(str(next(filter(is_business_day, days))))
    desk.get_by_role("button", name="Plan a photo day").click()
    expect(desk.get_by_text("40 times from 9:00 AM to 4:25 PM").first).to_be_visible()

    desk.get_by_role("link", name="Add names").click()
    desk.get_by_label("Names").fill("\n".join(f"Person{number} Example" for number in range(STAFF_ENTER)))
    desk.get_by_role("button", name="Add names").click()
    expect(desk.get_by_text("35 of 40 times taken")).to_be_visible()

    # The contact shares the link, three colleagues take a time, and two want the same of the last two.
    day, contact = PhotoDay.objects.get(), new_context().new_page()
    contact.goto(shorten(find_own_page(inquiry)))
    link = contact.get_by_role("link", name="/studio/photo-day/").get_attribute("href")
    assert link == find_sign_up_page(day)
    for name, place in (("Dee Example", 35), ("Eli Example", 36), ("Fay Example", 37)):
        sign_up_by_request(day, name, place)
    first, second, third = (new_context(java_script_enabled=False, viewport=PHONE).new_page() for _ in range(3))
    for page, name, time in (
        (first, "Ana Example", "4:05 PM"), (second, "Ben Example", "4:05 PM"), (third, "Cleo Example", "4:15 PM"),
    ):  # fmt: skip
        page.goto(shorten(link))
        fill_in(page, name, time)
    first.get_by_role("button", name="Hold this time for me").click()
    expect(first).to_have_url(re.compile("/held/$"))
    second.get_by_role("button", name="Hold this time for me").click()
    expect(second.locator('.error-summary a[href="#times"]')).to_be_visible()
    expect(second.get_by_label("4:15 PM")).to_be_checked()
    expect(second.get_by_label("Your name")).to_have_value("Ben Example")
    second.get_by_role("button", name="Hold this time for me").click()
    expect(second).to_have_url(re.compile("/held/$"))
    third.get_by_role("button", name="Hold this time for me").click()
    expect(third.get_by_text("Error:")).to_have_count(0)
    expect(third.locator("[name=time]")).to_have_count(0)
    confirm_by_email(first, "Ana Example")
    confirm_by_email(second, "Ben Example")

    desk.reload()
    expect(desk.get_by_text("40 of 40 times taken")).to_be_visible()
    sheet = desk.request.get(f"/admin/studio/photoday/{day.pk}/sheet.pdf")
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(sheet.body())).pages)
    names = [*(f"Person{number} Example" for number in range(STAFF_ENTER)), "Ana Example", "Ben Example"]
    assert [name for name in names if name not in printed] == []
    assert "free" not in printed
    day.refresh_from_db()
    assert day.mail_count == 5


def test_signing_up_has_no_barrier_on_a_phone(new_context: OpenContext) -> None:
    day = make_photo_day(slots=40)
    own, _ = add(day, "Ana Wolfeschlegelsteinhausenbergerdorff", "Ben Example")
    page = new_context(viewport=PHONE).new_page()

    found = {}
    for path in (find_sign_up_page(day), find_own_time(own)):
        page.goto(shorten(path))
        found[path] = (page.evaluate(TOO_WIDE), find_violations(page))
    page.get_by_label("10:30 AM").check()
    page.get_by_role("button", name="Change my time").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("at 10:30 AM")
    page.get_by_role("button", name="Cancel my time").click()
    expect(page).to_have_url(re.compile("/cancel/$"))
    assert list(SignUp.objects.values_list("name", flat=True)) == ["Ben Example"]
    assert list(found.values()) == [(False, []), (False, [])]


def test_the_day_itself_is_ticked_on_a_phone(open_desk: OpenDesk) -> None:
    day = make_photo_day()
    ana, _ = add(day, "Ana Example", "Ben Example")
    page = open_desk(f"studio/photoday/{day.pk}/on-the-day/")
    page.set_viewport_size(PHONE)

    page.get_by_label("Files of Ana Example").fill("0412-0431")
    page.get_by_role("button", name="Ana Example: Done").dblclick()
    expect(page.get_by_text("Done, saved by mary at")).to_be_visible()
    sizes = page.locator(".people form button:not([hidden])").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().height)"
    )
    pages = [f"studio/photoday/{day.pk}/{act}" for act in ("on-the-day/", "change/", "plan/", "names/", "remove/")]
    found = {path: (open_desk(path).evaluate(TOO_WIDE), find_barriers(page)) for path in [*pages, "studio/photoday/"]}

    ana.refresh_from_db()
    assert (ana.attendance, ana.files) == ("done", "0412-0431")
    assert min(sizes) >= 44
    assert {path: faults for path, faults in found.items() if faults != (False, [])} == {}
