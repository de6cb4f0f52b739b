"""The admin follows the site’s content policy: no inline script or style, no other host."""

from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.conftest import sign_in
from tests.browser.watching import Watch
from tests.studio.factories import make_inquiry, make_staff


def list_pages() -> list[str]:
    """Return the address of each admin page that has something to show."""
    addresses = [reverse(f"admin:{name}") for name in ("index", "password_change")]
    for model, model_admin in admin.site._registry.items():
        known = {pattern.name for pattern in model_admin.get_urls()}
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        addresses += [reverse(f"admin:{name}_{page}") for page in ("changelist", "add") if f"{name}_{page}" in known]
        thing = model._default_manager.first()
        if thing:
            pages = [page for page in ("change", "history", "delete") if f"{name}_{page}" in known]
            addresses += [reverse(f"admin:{name}_{page}", args=[thing.pk]) for page in pages]
    return addresses


def test_no_admin_page_breaks_the_policy(page: Page, watch: Watch, base_url: str) -> None:
    inquiry = make_inquiry()
    sign_in(page.context, make_staff(is_superuser=True), base_url)
    statuses = {}

    for address in list_pages():
        response = page.goto(address)
        statuses[address] = response.status if response else 0
    page.goto(reverse("admin:index"))
    page.get_by_role("button", name="Log out").click()

    assert {address: status for address, status in statuses.items() if status not in (200, 403)} == {}
    assert reverse("admin:studio_inquiry_change", args=[inquiry.pk]) in statuses
    assert watch.faults == []


def test_signing_in_breaks_no_policy_either(page: Page, watch: Watch) -> None:
    make_staff(name="sam")
    page.goto(reverse("admin:index"))

    page.get_by_label("Username").fill("sam")
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Log in").click()

    page.wait_for_url(f"**{reverse('admin:index')}")
    assert watch.faults == []
