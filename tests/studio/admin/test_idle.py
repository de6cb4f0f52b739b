"""The idle limit signs staff out and keeps what they typed."""

import time

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from studio.accounts.kept_forms import KEPT_FORM, delete_kept_forms
from studio.admin.idle import SEEN_AT
from studio.models import Inquiry, Mail, Package
from tests.pages import read_form, read_text
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db


def wait_idly(client: Client, *, minutes: float = 31) -> None:
    """Move the time of the last visit back."""
    session = client.session
    session[SEEN_AT] = time.time() - minutes * 60
    session.save()


def sign_in(client: Client, name: str, address: str) -> str:
    """Sign in again by the form, and return the next page."""
    response = client.post(
        f"/admin/login/?next={address}", {"username": name, "password": "pass", "next": address}, follow=True
    )
    return response.content.decode()


def test_staff_who_were_away_for_half_an_hour_sign_in_again(staff_client: Client) -> None:
    staff_client.get("/admin/")
    wait_idly(staff_client)

    response = staff_client.get("/admin/studio/inquiry/", follow=True)

    assert response.redirect_chain == [("/admin/login/?next=/admin/studio/inquiry/", 302)]
    assert "You were signed out after 30 minutes without a click." in read_text(response.content)
    assert staff_client.get("/admin/").status_code == 302


def test_staff_who_were_away_for_less_are_still_signed_in(staff_client: Client) -> None:
    staff_client.get("/admin/")
    wait_idly(staff_client, minutes=29)

    assert staff_client.get("/admin/").status_code == 200
    assert time.time() - staff_client.session[SEEN_AT] < 60


def test_the_limit_is_a_setting(staff_client: Client, settings: Settings) -> None:
    settings.DESK_IDLE_MINUTES = 5
    staff_client.get("/admin/")
    wait_idly(staff_client, minutes=6)

    assert staff_client.get("/admin/").status_code == 302


def test_photos_are_closed_too(staff_client: Client) -> None:
    staff_client.get("/admin/")
    wait_idly(staff_client)

    assert staff_client.get("/studio/photos/1/image").status_code == 403


def test_a_form_sent_too_late_comes_back_after_signing_in(staff_client: Client) -> None:
    inquiry = make_inquiry()
    address = f"/admin/studio/inquiry/{inquiry.pk}/change/"
    staff_client.get(address)
    wait_idly(staff_client)
    typed = {"next_step": "Call her & ask", "next_step_on": "2027-01-08", "move_to": "", "note": "Two\nlines."}

    asked = staff_client.post(address, typed, follow=True)
    page = sign_in(staff_client, "sam", address)

    inquiry.refresh_from_db()
    assert "What you typed is kept: sign in again and it is back." in read_text(asked.content)
    assert 'value="Call her &amp; ask"' in page
    assert 'value="2027-01-08"' in page
    assert "Two\nlines.</textarea>" in page
    assert "what you typed is still here. It is not saved yet." in read_text(page.encode())
    assert (inquiry.next_step, inquiry.notes.count()) == ("", 0)
    assert KEPT_FORM not in staff_client.session


def test_a_form_opened_before_a_sign_in_in_another_tab_comes_back() -> None:
    inquiry, sam, browser = make_inquiry(), make_staff(), Client(enforce_csrf_checks=True)
    address = f"/admin/studio/inquiry/{inquiry.pk}/change/"
    browser.force_login(sam)
    opened = browser.get(address).context["csrf_token"]
    browser.cookies["csrftoken"] = "b" * 32  # as a new sign-in sets it

    typed = {"csrfmiddlewaretoken": str(opened), "next_step": "Call her & ask", "move_to": "", "note": "Two\nlines."}
    page = browser.post(address, typed, follow=True).content.decode()

    assert 'value="Call her &amp; ask"' in page
    assert '<li class="info">' in page
    assert inquiry.notes.count() == 0


COOKIE = "Your browser didn’t send the cookie that this form needs. Nothing was saved."
ORIGIN = "Your browser didn’t say that the form comes from this site. Nothing was saved."
AGE = "The form was opened too long ago, or before you signed in. Nothing was saved."


@pytest.mark.parametrize(
    ("path", "has_cookie", "headers", "said"),
    [
        ("login/", False, {}, COOKIE),
        ("login/", True, {"Origin": "null"}, ORIGIN),
        ("login/", True, {}, AGE),
        ("password-reset/", False, {"Sec-Fetch-Site": "same-origin"}, COOKIE),
        ("password-reset/", True, {"Origin": "https://other.example"}, ORIGIN),
        ("studio/inquiry/1/change/", False, {}, COOKIE),
        ("studio/inquiry/add/", True, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}, ORIGIN),
    ],
)
def test_a_form_without_its_cookie_says_what_to_do(
    path: str, has_cookie: bool, headers: dict[str, str], said: str
) -> None:
    browser = Client(enforce_csrf_checks=True)
    if has_cookie:
        browser.cookies["csrftoken"] = "b" * 32

    response = browser.post(f"/admin/{path}", {"csrfmiddlewaretoken": "a" * 64}, headers=headers)

    assert response.status_code == 403
    assert said in read_text(response.content)
    assert f'href="/admin/{path}">Open the form again</a>' in response.content.decode()


def test_without_its_referer_a_form_over_https_says_what_to_do() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["csrftoken"] = "b" * 32

    response = browser.post("/admin/login/", secure=True)

    assert ORIGIN in read_text(response.content)


def test_words_typed_while_the_session_was_lost_are_shown() -> None:
    typed = {
        "note": "Two\nlines <b>.",
        "next_step": "Call her",
        "password1": "secret",
        "opened_status": "new",
        "_save": "Save",
    }

    response = Client(enforce_csrf_checks=True).post("/admin/studio/inquiry/1/change/", typed)

    text = read_text(response.content)
    assert "What you typed Copy it before you leave this page. Note Two lines <b>. Next step Call her Open" in text
    assert "secret" not in text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://other.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://blog.testserver", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_words_of_another_site_are_not_shown(headers: dict[str, str]) -> None:
    inquiry, browser = make_inquiry(), Client(enforce_csrf_checks=True)
    address = f"/admin/studio/inquiry/{inquiry.pk}/change/"
    browser.force_login(make_staff())

    response = browser.post(address, {"note": "Pay the studio here"}, headers=headers)

    assert response.status_code == 403
    assert "Pay the studio here" not in response.content.decode()
    assert "Pay the studio here" not in browser.get(address).content.decode()


def test_a_sign_in_form_leads_in_once_one_is_signed_in_in_another_tab() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_staff())
    browser.cookies["csrftoken"] = "b" * 32

    response = browser.post("/admin/login/?next=/admin/studio/inquiry/", {"username": "sam"}, follow=True)

    assert response.redirect_chain == [
        ("/admin/login/?next=/admin/studio/inquiry/", 302),
        ("/admin/", 302),
    ]


def test_a_list_action_without_its_token_is_forbidden() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_staff())

    assert browser.post("/admin/studio/inquiry/", {"action": "take"}).status_code == 403


def test_what_came_back_is_saved_like_any_form(staff_client: Client) -> None:
    inquiry = make_inquiry()
    address = f"/admin/studio/inquiry/{inquiry.pk}/change/"
    staff_client.get(address)
    wait_idly(staff_client)
    staff_client.post(address, {"next_step": "Call her"})
    sign_in(staff_client, "sam", address)

    staff_client.post(address, {"next_step": "Call her", "next_step_on": "", "move_to": "", "note": ""})

    inquiry.refresh_from_db()
    assert inquiry.next_step == "Call her"


@pytest.mark.parametrize(
    ("path", "typed", "shown"),
    [
        ("{pk}/reply/", {"subject": "About Friday", "text": "Dear Ana"}, "Dear Ana</textarea>"),
        ("{pk}/decline/", {"reason": "budget", "note": "Too far"}, 'value="Too far"'),
        ("add/", {"name": "Cal Example", "phone": "212 555 0100"}, 'value="Cal Example"'),
    ],
)
def test_a_filled_form_of_our_own_page_comes_back_without_being_sent(
    staff_client: Client, path: str, typed: dict[str, str], shown: str
) -> None:
    inquiry = make_inquiry()
    address = f"/admin/studio/inquiry/{path.format(pk=inquiry.pk)}"
    mails = inquiry.mails.count()
    staff_client.get(address)
    wait_idly(staff_client)
    staff_client.post(address, typed)

    page = sign_in(staff_client, "sam", address)

    inquiry.refresh_from_db()
    assert shown in page
    assert (Inquiry.objects.count(), inquiry.status, inquiry.mails.count()) == (1, "new", mails)


def test_a_new_package_comes_back_and_is_not_saved(manager: Client) -> None:
    count = Package.objects.count()
    manager.get("/admin/studio/package/add/")
    wait_idly(manager)
    manager.post("/admin/studio/package/add/", {"name": "Half day", "slug": "half-day", "price": "700"})

    page = sign_in(manager, "mary", "/admin/studio/package/add/")

    assert 'value="Half day"' in page
    assert Package.objects.count() == count


def test_files_are_to_be_chosen_again(manager: Client) -> None:
    manager.get("/admin/studio/portfoliopicture/add/")
    wait_idly(manager)

    asked = manager.post(
        "/admin/studio/portfoliopicture/add/",
        {"pictures": SimpleUploadedFile("a.jpg", b"x")},
        follow=True,
    )

    assert "Please choose your files again then." in read_text(asked.content)
    assert "<h1>Add pictures</h1>" in sign_in(manager, "mary", "/admin/studio/portfoliopicture/add/")


def test_an_action_on_the_list_is_asked_for_again(staff_client: Client) -> None:
    inquiry = make_inquiry()
    staff_client.get("/admin/studio/inquiry/")
    wait_idly(staff_client)
    staff_client.post("/admin/studio/inquiry/", {"action": "mark_spam", "_selected_action": [str(inquiry.pk)]})

    sign_in(staff_client, "sam", "/admin/studio/inquiry/")

    inquiry.refresh_from_db()
    assert inquiry.status == "new"


def test_passwords_are_not_kept(manager: Client) -> None:
    kim = make_staff(name="kim")
    address = f"/admin/auth/user/{kim.pk}/change/"
    manager.get(address)
    wait_idly(manager)

    manager.post(address, {"username": "kim", "password": "secret", "password1": "secret"})

    assert "secret" not in manager.session[KEPT_FORM]["body"]
    assert "username=kim" in manager.session[KEPT_FORM]["body"]


def test_nobody_else_gets_what_was_typed(staff_client: Client) -> None:
    make_staff(name="kim")
    inquiry = make_inquiry()
    address = f"/admin/studio/inquiry/{inquiry.pk}/change/"
    staff_client.get(address)
    wait_idly(staff_client)
    staff_client.post(address, {"note": "For my eyes"})

    page = sign_in(staff_client, "kim", address)

    assert "For my eyes" not in page
    assert KEPT_FORM not in staff_client.session


def test_what_was_typed_is_kept_for_an_hour(staff_client: Client) -> None:
    inquiry = make_inquiry()
    address = f"/admin/studio/inquiry/{inquiry.pk}/change/"
    staff_client.get(address)
    wait_idly(staff_client)
    staff_client.post(address, {"note": "Old words"})
    session = staff_client.session
    session[KEPT_FORM]["at"] -= 3601
    session.save()

    assert "Old words" not in sign_in(staff_client, "sam", address)


def test_an_erasure_deletes_kept_forms_too(staff_client: Client) -> None:
    inquiry = make_inquiry()
    address = f"/admin/studio/inquiry/{inquiry.pk}/change/"
    staff_client.get(address)
    wait_idly(staff_client)
    staff_client.post(address, {"note": "Zelda called."})

    assert delete_kept_forms() == 1
    assert delete_kept_forms() == 0


def test_signing_in_on_the_page_itself_starts_anew(staff_client: Client) -> None:
    staff_client.get("/admin/")
    wait_idly(staff_client)

    staff_client.get("/admin/login/")
    sign_in(staff_client, "sam", "/admin/")

    assert staff_client.get("/admin/").status_code == 200
    assert User.objects.get().username == "sam"


TYPED = {"subject": "Dates", "text": "Would Friday do?"}


def test_a_form_from_somebody_who_is_signed_out_comes_back_after_signing_in() -> None:
    client, sam = Client(enforce_csrf_checks=True), make_staff()
    client.force_login(sam)
    address = f"/admin/studio/inquiry/{make_inquiry().pk}/reply/"
    form = read_form(client.get(address).content) | TYPED
    client.cookies.pop(settings.SESSION_COOKIE_NAME)

    refused = client.post(address, form)
    again = read_form(refused.content)
    client.force_login(sam)
    restored = read_form(client.post(address, again, follow=True).content)

    words = read_text(refused.content)
    assert refused.status_code == 403
    assert "You are not signed in, so nothing was saved or sent." in words
    assert "What you typed Subject Dates Text Would Friday do?" in words
    assert "csrfmiddlewaretoken" not in again
    assert (restored["subject"], restored["text"]) == (["Dates"], ["Would Friday do?"])
    assert not Mail.objects.filter(kind="reply").exists()


@pytest.mark.parametrize(("origin", "is_shown"), [("http://testserver", True), ("https://example.com", False)])
def test_only_our_own_page_gets_its_words_back_without_a_cookie(origin: str, is_shown: bool) -> None:
    address = f"/admin/studio/inquiry/{make_inquiry().pk}/reply/"

    response = Client(enforce_csrf_checks=True).post(address, TYPED, headers={"Origin": origin})

    assert response.status_code == 403
    assert ("Would Friday do?" in read_text(response.content)) == is_shown


def test_somebody_who_lost_the_right_to_sign_in_keeps_what_was_typed(staff_client: Client) -> None:
    inquiry = make_inquiry()
    User.objects.update(is_staff=False)

    response = staff_client.post(f"/admin/studio/inquiry/{inquiry.pk}/reply/", TYPED)

    words = read_text(response.content)
    assert response.status_code == 403
    assert "Your account may not do this. A manager can give you the right to. Nothing was saved or sent." in words
    assert "What you typed Subject Dates Text Would Friday do?" in words


def test_somebody_who_has_yet_to_enter_a_code_is_not_told_to_ask_a_manager(
    staff_client: Client, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    inquiry = make_inquiry()

    response = staff_client.post(f"/admin/studio/inquiry/{inquiry.pk}/reply/", TYPED)

    assert response.status_code == 403
    assert read_form(response.content) == {"subject": ["Dates"], "text": ["Would Friday do?"]}


def test_somebody_who_may_not_change_prices_keeps_what_was_typed(staff_client: Client) -> None:
    response = staff_client.post("/admin/studio/package/1/change/", {"price": "999", "initial-price": "300"})

    assert response.status_code == 403
    assert "What you typed Price 999" in read_text(response.content)
