"""A client in a real browser: sends a photo, opens their own page by its link, changes their mind, asks for erasure."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from pytest_django import Settings

from studio.inquiries.erasure import TIME_TO_UNDO, erase_scheduled
from studio.links import find_own_page
from studio.mail.deliver import compose_mail
from studio.models import Inquiry, MailKind, Status
from tests.browser.auditing import find_violations
from tests.browser.conftest import OpenDesk
from tests.browser.watching import OpenContext
from tests.studio.factories import make_inquiry
from tests.studio.stores import keep_below

HEIC = FilePayload(name="me.heic", mimeType="image/heic", buffer=b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")


def take_photo() -> FilePayload:
    out = BytesIO()
    Image.new("RGB", (640, 480)).save(out, "JPEG")
    return FilePayload(name="me.jpg", mimeType="image/jpeg", buffer=out.getvalue())


def test_a_photo_reaches_the_desk_and_an_unreadable_one_keeps_what_was_typed(
    new_context: OpenContext, open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_below(tmp_path, "photos", monkeypatch)
    page = new_context().new_page()
    page.goto("/studio/inquiry/?use=press-kit")

    page.get_by_label("Your name").fill("Ana Example")
    page.get_by_label("Email").fill("ana@example.org")
    page.get_by_label("Photos of how you look now").set_input_files([HEIC])
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Send the inquiry").click()

    refusal = page.locator(".error-summary").get_by_role("link")
    expect(refusal).to_have_text(re.compile("^me.heic: "))
    expect(page.get_by_label("Your name")).to_have_value("Ana Example")
    expect(page.get_by_role("checkbox")).to_be_checked()
    assert find_violations(page) == []

    page.get_by_label("Photos of how you look now").set_input_files([take_photo()])
    page.get_by_role("button", name="Send the inquiry").click()

    expect(page).to_have_url(re.compile("/studio/inquiry/sent/"))
    inquiry = Inquiry.objects.get()
    photo = open_desk(f"studio/inquiry/{inquiry.pk}/change/").get_by_alt_text("Photo 1 that the person sent")
    expect(photo).to_have_js_property("naturalWidth", 320)


def test_a_client_withdraws_and_asks_for_erasure_and_the_studio_does_it(
    new_context: OpenContext, open_desk: OpenDesk, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storages["erasures"], "location", str(tmp_path / "erasures"))
    inquiry = make_inquiry()
    page = new_context().new_page()
    page.goto(find_own_page(inquiry).removeprefix(settings.SITE_URL))
    assert find_violations(page) == []

    page.get_by_role("button", name="Cancel my inquiry").click()
    expect(page.get_by_role("button", name="Cancel my inquiry")).to_have_count(0)
    page.get_by_role("button", name="Ask for erasure").click()
    expect(page.get_by_text("to erase this.")).to_be_visible()

    inquiry.refresh_from_db()
    assert inquiry.status == Status.WITHDRAWN
    desk = open_desk("")
    desk.get_by_role("listitem").filter(has_text="to be erased").get_by_role("link").click()
    desk.get_by_text("The client asked on").get_by_role("link", name="Erase this person").click()
    desk.get_by_label("Erase the selected inquiries in a day").check()
    desk.get_by_role("button", name="Erase this person").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert erase_scheduled(timezone.now() + TIME_TO_UNDO) == 1
    assert Inquiry.objects.count() == 0


@pytest.mark.parametrize("width", [320, 640])
def test_the_links_of_an_email_fit_a_phone(page: Page, width: int) -> None:
    mail = make_inquiry().mails.get(kind=MailKind.RECEIVED)
    ((html, _),) = compose_mail(mail).alternatives
    page.set_viewport_size({"width": width, "height": 640})

    page.set_content(str(html))

    assert page.get_by_role("link").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") == width
