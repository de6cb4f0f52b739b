"""Signing in to the staff site."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.tokens import default_token_generator
from django.db.models import F, QuerySet
from django.test import Client, RequestFactory
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from pytest_django import Settings

from studio.accounts.locks import LockedError, begin_attempt
from studio.models import Event, JournalEntry
from tests.pages import read_text
from tests.studio.factories import make_staff

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
NEW_PASSWORD = "velvet-kiwi-lantern-7"
RIGHT, WRONG, LOCKED = 302, 200, 429


def sign_in(client: Client, password: str, *, address: str = "192.0.2.1", forwarded: str = "") -> int:
    response = client.post(
        LOGIN,
        {"username": "sam", "password": password},
        REMOTE_ADDR=address,
        headers={"X-Forwarded-For": forwarded} if forwarded else {},
    )
    return response.status_code


def move_journal(*, minutes: float) -> None:
    """Move the time of all entries back."""
    entries: QuerySet[JournalEntry] = QuerySet(JournalEntry)  # the journal's own refuses
    entries.update(at=F("at") - timedelta(minutes=minutes))


def write_reset_link(account: User) -> str:
    """Return the path of the link that an email for a new password holds."""
    key = urlsafe_base64_encode(force_bytes(account.pk))
    return f"/admin/password-reset/{key}/{default_token_generator.make_token(account)}/"


def test_the_fifth_wrong_password_locks_name_and_network(client: Client) -> None:
    make_staff()

    answers = [sign_in(client, "wrong") for _ in range(6)]

    assert answers == [WRONG, WRONG, WRONG, WRONG, LOCKED, LOCKED]
    assert sign_in(client, "pass") == LOCKED


def test_a_locked_person_reads_when_to_come_back_and_what_to_do(client: Client) -> None:
    make_staff()
    for _ in range(5):
        sign_in(client, "wrong")

    page = client.post(LOGIN, {"username": "sam", "password": "pass"}, REMOTE_ADDR="192.0.2.1")

    text = read_text(page.content)
    assert 0 < int(page["Retry-After"]) <= 15 * 60
    assert "Too many attempts to sign in. Try again in 15 minutes" in text
    assert 'href="/admin/password-reset/"' in page.content.decode()


def test_a_name_that_does_not_exist_is_locked_alike(client: Client) -> None:
    answers = [sign_in(client, "wrong") for _ in range(6)]

    assert answers == [WRONG, WRONG, WRONG, WRONG, LOCKED, LOCKED]


def test_the_log_tells_of_a_lock_without_names_or_addresses(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    make_staff(name="quentin")
    guess = {"username": "quentin", "password": "s3cret-guess"}

    for _ in range(5):
        client.post(LOGIN, guess, REMOTE_ADDR="203.0.113.7")

    assert caplog.messages[0] == "Too many wrong passwords or codes: sign-in is locked for a while."
    assert [word for word in ("quentin", "s3cret", "203.0.113.7") if word in caplog.text] == []


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


def test_the_lock_ends_after_a_quarter_of_an_hour(client: Client) -> None:
    make_staff()
    for _ in range(5):
        sign_in(client, "wrong")
    move_journal(minutes=16)

    assert sign_in(client, "pass") == RIGHT


def test_a_right_password_clears_the_wrong_ones(client: Client) -> None:
    make_staff()
    for _ in range(4):
        sign_in(client, "wrong")
    sign_in(client, "pass")

    answers = [sign_in(client, "wrong") for _ in range(5)]

    assert answers == [WRONG, WRONG, WRONG, WRONG, LOCKED]


def test_strangers_in_many_networks_cannot_keep_the_owner_out(client: Client) -> None:
    make_staff()
    sign_in(client, "pass")
    client.post("/admin/logout/")
    for number in range(30):
        sign_in(client, "wrong", address=f"198.51.100.{number}")

    assert sign_in(client, "pass", address="203.0.113.9") == LOCKED
    assert sign_in(client, "pass") == RIGHT


def test_one_network_cannot_try_a_password_on_every_name(client: Client) -> None:
    make_staff()
    for number in range(60):
        client.post(LOGIN, {"username": f"name{number}", "password": "wrong"}, REMOTE_ADDR="198.51.100.9")

    assert sign_in(client, "pass", address="198.51.100.9") == LOCKED
    assert sign_in(client, "pass") == RIGHT


def test_of_many_guesses_at_once_five_are_tried(rf: RequestFactory) -> None:
    request = rf.post(LOGIN)
    request.user = AnonymousUser()
    tried, refused = 0, 0

    for _ in range(12):  # all of them run at the same time
        try:
            begin_attempt(Event.WRONG_PASSWORD, request, "sam", None)
            tried += 1
        except LockedError:
            refused += 1

    assert (tried, refused) == (5, 7)


def test_a_reset_password_releases_the_lock(client: Client) -> None:
    staff = make_staff()
    for _ in range(5):
        sign_in(client, "wrong")

    link = write_reset_link(staff)
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})

    assert sign_in(client, NEW_PASSWORD) == RIGHT


def test_a_manager_releases_the_lock(client: Client, manager: Client) -> None:
    staff = make_staff()
    for _ in range(5):
        sign_in(client, "wrong")
    listed = read_text(manager.get("/admin/auth/user/").content)

    manager.post("/admin/auth/user/", {"action": "release_lock", "_selected_action": [str(staff.pk)]})

    assert "locked until" in listed
    assert "locked until" not in read_text(manager.get("/admin/auth/user/").content)
    assert sign_in(client, "pass") == RIGHT


def test_an_off_site_next_leads_to_the_desk(client: Client) -> None:
    make_staff()

    response = client.post(f"{LOGIN}?next=https://evil.example.org/", {"username": "sam", "password": "pass"})

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_an_account_without_access_to_the_desk_reads_so(client: Client) -> None:
    User.objects.create_user("sam", password="pass")

    page = client.post(LOGIN, {"username": "sam", "password": "pass"})

    assert "Your account cannot open the staff site. Ask a manager to give you a role." in read_text(page.content)


def test_an_account_without_a_role_reads_so(client: Client) -> None:
    client.force_login(make_staff(groups=()))

    assert "Your account has no role yet" in read_text(client.get("/admin/").content)
