"""A passkey in a real browser, kept by Chromium's own virtual authenticator."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.browser.auditing import find_barriers
from tests.browser.test_accounts import sign_in
from tests.browser.watching import OpenContext, Watch
from tests.studio.factories import make_staff

OpenPage = Callable[..., Page]


@pytest.fixture
def origin(settings: Settings, base_url: str) -> str:
    """The site under a name, which passkeys need, wanting a second factor."""
    origin = base_url.replace("127.0.0.1", "localhost")
    settings.REQUIRE_SECOND_FACTOR = True
    settings.SITE_URL, settings.OTP_WEBAUTHN_RP_ID = origin, "localhost"
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [origin]
    return origin


@pytest.fixture
def watch(origin: str) -> Iterator[Watch]:
    watch = Watch(origin)
    yield watch
    assert watch.faults == []


@pytest.fixture
def open_page(new_context: OpenContext, origin: str) -> OpenPage:
    """Open a new browser with an authenticator, and type Kim's password to get to an address."""
    make_staff(name="kim")

    def open_with_password(address: str = "/admin/", **options: Any) -> Page:
        page = new_context(**options).new_page()
        plug_in_authenticator(page)
        page.goto(origin + address)
        sign_in(page, "kim", "pass")
        return page

    return open_with_password


def plug_in_authenticator(page: Page) -> None:
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_signs_in(open_page: OpenPage, origin: str) -> None:
    page = open_page("/admin/studio/inquiry/")
    page.get_by_role("link", name="Use a passkey instead").click()
    assert find_barriers(page) == []
    page.get_by_label("Name").fill("Kim's laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have saved them").click()
    expect(page.get_by_role("heading", name="Inquiries")).to_be_visible()

    page.get_by_role("link", name="Your sign-in").click()
    expect(page.get_by_role("listitem").filter(has_text="Kim's laptop, added")).to_be_visible()
    assert find_barriers(page) == []
    page.get_by_role("button", name="Log out").click()
    page.goto(f"{origin}/admin/studio/inquiry/")
    sign_in(page, "kim", "pass")
    expect(page.get_by_role("button", name="Use your passkey")).to_be_visible()
    assert find_barriers(page) == []
    page.get_by_role("button", name="Use your passkey").click()

    expect(page.get_by_role("heading", name="Inquiries")).to_be_visible()


def test_a_browser_without_the_passkey_says_what_to_do(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    other = open_page()

    other.get_by_role("button", name="Use your passkey").click()

    expect(other.get_by_text("No passkey was used. Try again, or type a code.")).to_be_visible()
    assert find_barriers(other) == []


def test_without_javascript_the_code_is_left(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_role("button", name="Add a passkey").click()
    code = page.locator(".recovery-codes code").first.inner_text()
    plain = open_page(java_script_enabled=False)

    expect(plain.get_by_text("To use your passkey, turn on JavaScript for this site.")).to_be_visible()
    plain.get_by_label("Code").fill(code)
    plain.get_by_role("button", name="Sign in").click()

    expect(plain).to_have_url(re.compile("/admin/$"))
