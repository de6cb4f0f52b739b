"""How staff get in, and how nobody else does."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from studio.admin.second_factor import CodeForm, find_device
from tests.studio.factories import make_staff
from tests.studio.test_inquiry_page import read_text

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
SECOND_FACTOR = "/admin/second-factor/"
RIGHT, WRONG, LOCKED = 302, 200, 429


def sign_in(client: Client, password: str, *, address: str = "192.0.2.1", forwarded: str = "") -> int:
    response = client.post(
        LOGIN,
        {"username": "sam", "password": password},
        REMOTE_ADDR=address,
        headers={"X-Forwarded-For": forwarded} if forwarded else {},
    )
    return response.status_code


def write_code(device: TOTPDevice) -> str:
    return f"{TOTP(device.bin_key).token():06d}"


def test_the_fifth_wrong_password_locks_name_and_address(client: Client) -> None:
    make_staff()

    answers = [sign_in(client, "wrong") for _ in range(6)]

    assert answers == [WRONG, WRONG, WRONG, WRONG, LOCKED, LOCKED]
    assert sign_in(client, "pass") == LOCKED


def test_a_locked_person_is_told_what_to_do(client: Client) -> None:
    make_staff()
    for _ in range(5):
        sign_in(client, "wrong")

    page = client.post(LOGIN, {"username": "sam", "password": "pass"}, REMOTE_ADDR="192.0.2.1")

    assert "Too many attempts to sign in" in read_text(page.content)
    assert "Please wait an hour, then try again." in read_text(page.content)


def test_guessing_from_elsewhere_does_not_lock_the_person_out(client: Client) -> None:
    make_staff()
    for _ in range(6):
        sign_in(client, "wrong", address="198.51.100.9")

    assert sign_in(client, "pass") == RIGHT


def test_nobody_gets_around_the_lock_with_a_header(client: Client) -> None:
    make_staff()

    answers = [sign_in(client, "wrong", forwarded=f"203.0.113.{number}") for number in range(6)]

    assert answers[-1] == LOCKED


def test_behind_our_proxy_the_clients_own_address_is_locked(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    make_staff()
    for _ in range(6):
        sign_in(client, "wrong", forwarded="198.51.100.9")

    assert sign_in(client, "pass", forwarded="198.51.100.9") == LOCKED
    assert sign_in(client, "pass", forwarded="203.0.113.7") == RIGHT


def test_the_lock_ends_after_an_hour(client: Client) -> None:
    make_staff()
    for _ in range(5):
        sign_in(client, "wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=61))

    assert sign_in(client, "pass") == RIGHT


def test_a_right_password_clears_the_wrong_ones(client: Client) -> None:
    make_staff()
    for _ in range(4):
        sign_in(client, "wrong")

    assert sign_in(client, "pass") == RIGHT
    assert not AccessAttempt.objects.exists()


def test_a_new_password_comes_by_mail(client: Client, mailoutbox: list[EmailMessage]) -> None:
    staff = make_staff()
    User.objects.filter(pk=staff.pk).update(email="sam@example.org")
    assert 'href="/admin/password-reset/"' in client.get(LOGIN).content.decode()

    sent = client.post("/admin/password-reset/", {"email": "sam@example.org"}, follow=True)
    [mail] = mailoutbox
    address = re.search(r"http://testserver(\S+)", str(mail.body))
    assert address is not None
    form = client.get(address[1], follow=True)
    new = {"new_password1": "darkroom-lamp-7", "new_password2": "darkroom-lamp-7"}
    done = client.post(form.request["PATH_INFO"], new, follow=True)

    assert (sent.status_code, done.status_code) == (200, 200)
    assert mail.subject == "Set a new password for the Headshot Advisor desk"
    assert sign_in(client, "darkroom-lamp-7") == RIGHT
    assert "The password reset link was invalid" in read_text(client.get(address[1], follow=True).content)


def test_asking_for_a_strangers_password_says_the_same_and_sends_nothing(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    response = client.post("/admin/password-reset/", {"email": "nobody@example.org"}, follow=True)

    assert response.redirect_chain == [("/admin/password-reset/sent/", 302)]
    assert mailoutbox == []


def test_no_second_factor_is_asked_for_unless_it_is_required(desk: Client) -> None:
    assert desk.get("/admin/").status_code == 200


def test_where_it_is_required_a_password_alone_opens_nothing(desk: Client, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True

    response = desk.get("/admin/studio/inquiry/", follow=True)

    assert [address for address, _ in response.redirect_chain] == [
        "/admin/login/?next=/admin/studio/inquiry/",
        SECOND_FACTOR,
    ]
    assert "Set up your second factor" in read_text(response.content)
    assert 'class="code-picture"' in response.content.decode()
    assert "style=" not in response.content.decode()


def test_the_code_of_a_new_app_lets_in(desk: Client, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    desk.get(SECOND_FACTOR)
    device = TOTPDevice.objects.get()

    response = desk.post(SECOND_FACTOR, {"code": write_code(device)})

    device.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert device.confirmed
    assert desk.get("/admin/").status_code == 200


@pytest.mark.parametrize("code", ["000000x", "12345", ""])
def test_what_is_no_code_is_refused(desk: Client, settings: Settings, code: str) -> None:
    settings.REQUIRE_SECOND_FACTOR = True

    response = desk.post(SECOND_FACTOR, {"code": code})

    assert response.status_code == 200
    assert desk.get("/admin/").status_code == 302


def test_a_code_works_once(desk: Client, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    desk.get(SECOND_FACTOR)
    device = TOTPDevice.objects.get()
    code = write_code(device)
    desk.post(SECOND_FACTOR, {"code": code})
    thief = Client()
    thief.force_login(User.objects.get())

    response = thief.post(SECOND_FACTOR, {"code": code})

    assert "This code does not fit." in read_text(response.content)
    assert 'class="code-picture"' not in response.content.decode()


def test_of_two_requests_with_one_code_one_gets_in() -> None:
    device = find_device(make_staff())
    code = write_code(device)
    as_two_requests_read_it = [TOTPDevice.objects.get(), TOTPDevice.objects.get()]

    answers = [CodeForm({"code": code}, device=each).is_valid() for each in as_two_requests_read_it]

    assert answers == [True, False]


def test_strangers_do_not_see_the_second_factor(client: Client) -> None:
    assert client.get(SECOND_FACTOR)["Location"] == LOGIN


def test_an_account_without_the_desk_gets_no_second_factor(client: Client) -> None:
    client.force_login(User.objects.create_user("guest"))

    assert client.get(SECOND_FACTOR).status_code == 403
