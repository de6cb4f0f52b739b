"""Signing in to the staff site in a browser: a new account, a locked one, and one whose phone is lost."""

import re
import time
from base64 import b32decode

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect
from pytest_django import Settings

from studio.accounts.recovery_codes import renew_codes
from studio.links import find_password_page
from studio.mail.deliver import compose_mail
from studio.models import Mail
from tests.browser.auditing import find_barriers
from tests.browser.conftest import OpenDesk
from tests.browser.watching import OpenContext
from tests.studio.factories import make_inquiry, make_staff

NEW_PASSWORD = "amber violin pebble forty"


@pytest.fixture
def page(new_context: OpenContext) -> Page:
    return new_context().new_page()


@pytest.fixture
def required(settings: Settings, base_url: str) -> None:
    """A site that requires the second factor; its links lead to the test server."""
    settings.REQUIRE_SECOND_FACTOR = True
    settings.SITE_URL = base_url


def sign_in(page: Page, name: str, password: str) -> None:
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(password)
    page.get_by_role("button", name="Log in").click()


def set_password(page: Page, password: str) -> None:
    page.locator("#id_new_password1").fill(password)
    page.locator("#id_new_password2").fill(password)
    page.locator("#content input[type=submit]").click()


def write_code(key: str) -> str:
    """Return the code that an app with this key (hexadecimal) shows now."""
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time()
    return f"{totp.token():06d}"


def set_up_app(page: Page) -> list[str]:
    """Set up an app with the key on the page; return the recovery codes."""
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    key = page.locator("li strong").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(write_code(b32decode(key + "=" * (-len(key) % 8)).hex()))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    return page.locator(".recovery-codes code").all_inner_texts()


@pytest.mark.usefixtures("required")
def test_a_new_member_of_staff_gets_in(page: Page, open_desk: OpenDesk, settings: Settings) -> None:
    make_inquiry(name="Ana Example")
    settings.REQUIRE_SECOND_FACTOR = False
    manager = open_desk("auth/user/add/")
    manager.get_by_label("Username").fill("kim")
    manager.get_by_label("Email address").fill("kim@example.org")
    manager.get_by_label("Staff: works on inquiries").check()
    manager.get_by_role("button", name="Save", exact=True).click()
    settings.REQUIRE_SECOND_FACTOR = True
    mail = compose_mail(Mail.objects.get(to="kim@example.org"))
    link = re.search(r"http\S+/password-reset/\S+", str(mail.body))
    assert link is not None

    page.goto(link[0])
    set_password(page, "password1234")
    expect(page.locator(".errorlist")).to_be_visible()
    set_password(page, NEW_PASSWORD)
    page.goto("/admin/studio/inquiry/")
    sign_in(page, "kim", NEW_PASSWORD)
    barriers = find_barriers(page)
    codes = set_up_app(page)
    barriers += find_barriers(page)
    page.get_by_role("link", name="I have saved them").click()

    expect(page.get_by_role("heading", name="Inquiries")).to_be_visible()
    assert barriers == []
    expect(page.get_by_role("link", name="Journal entries")).to_have_count(0)
    expect(page).to_have_url(re.compile("/admin/studio/inquiry/$"))
    assert len(set(codes)) == 10


@pytest.mark.usefixtures("required")
def test_a_locked_out_owner_gets_in_by_a_new_password(page: Page) -> None:
    owner = make_staff(name="olga", groups=("Studio manager",))
    app = TOTPDevice.objects.create(user=owner, name="App")
    page.goto("/admin/studio/package/")
    for _ in range(5):
        sign_in(page, "olga", "wrong")
        expect(page.locator(".errornote")).to_be_visible()

    expect(page.locator(".errornote")).to_contain_text("15 minutes")
    assert find_barriers(page) == []
    page.get_by_role("link", name=re.compile("Forgotten")).click()
    expect(page.get_by_label(re.compile("Email"))).to_be_visible()
    page.goto(find_password_page(owner))
    set_password(page, NEW_PASSWORD)
    page.get_by_role("link", name="Log in").click()
    sign_in(page, "olga", NEW_PASSWORD)
    assert find_barriers(page) == []
    page.get_by_label("Code").fill(write_code(app.key))
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile("/admin/$"))


@pytest.mark.usefixtures("required")
def test_a_lost_phone_is_replaced_with_a_recovery_code(page: Page) -> None:
    owner = make_staff(name="olga", groups=("Studio manager",))
    lost = TOTPDevice.objects.create(user=owner, name="App")
    code = renew_codes(owner)[3]
    page.goto("/admin/")
    sign_in(page, "olga", "pass")
    page.get_by_label("Code").fill(code.upper())
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".messagelist")).to_contain_text("9")

    page.get_by_role("link", name="Your sign-in").click()
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Set up a new phone").click()
    codes = set_up_app(page)

    assert (len(codes), code in codes) == (10, False)
    assert TOTPDevice.objects.get().key != lost.key
    page.get_by_role("link", name="I have saved them").click()
    expect(page).to_have_url(re.compile("/admin/$"))


def test_an_idle_form_comes_back_as_it_was_typed(page: Page, open_desk: OpenDesk) -> None:
    inquiry = make_inquiry()
    desk = open_desk(f"studio/inquiry/{inquiry.pk}/change/")
    desk.get_by_label("Next step").fill("Call on Friday")
    desk.locator("#id_note").fill("She likes blue.\nAnd mornings.")
    let_time_pass()

    desk.get_by_role("button", name="Save and continue editing").click()
    sign_in(desk, "mary", "pass")

    expect(desk.get_by_label("Next step")).to_have_value("Call on Friday")
    expect(desk.locator("#id_note")).to_have_value("She likes blue.\nAnd mornings.")
    assert inquiry.notes.count() == 0
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator("td", has_text="She likes blue.")).to_be_visible()
    assert inquiry.notes.count() == 2


def let_time_pass() -> None:
    """Move the last visit of everybody back by an hour."""
    for row in Session.objects.all():
        session = SessionStore(row.pk)
        session["desk_seen_at"] = time.time() - 3600
        session.save()


def test_an_erasure_is_looked_over_ticked_and_undone(open_desk: OpenDesk) -> None:
    inquiry = make_inquiry(name="Mallory Example", phone="212 555 0199")
    make_inquiry(name="Vera Example", email="vera@example.org", phone="+1 212 555 0199")

    desk = open_desk(f"studio/inquiry/{inquiry.pk}/erase/")
    expect(desk.get_by_role("checkbox", checked=True)).to_have_count(1)
    expect(desk.get_by_role("row", name=re.compile("vera@example.org")).get_by_role("checkbox")).not_to_be_checked()
    desk.get_by_label("Erase the selected inquiries").check()
    desk.get_by_role("button", name="Erase this person").click()
    assert find_barriers(desk) == []
    desk.get_by_role("link", name="Undo the erasure").first.click()
    assert find_barriers(desk) == []
    desk.get_by_role("button", name="Undo the erasure").click()

    expect(desk.get_by_text("1 inquiry is kept.")).to_be_visible()
