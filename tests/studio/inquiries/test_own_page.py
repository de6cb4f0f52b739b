"""The client's own page in order: shows, withdraws, asks for erasure; wrong token, wrong method, too late."""

import hashlib

import pytest
from django.test import Client
from pytest_django import Settings

from studio.inquiries.own_page import find_own_page, make_token
from studio.inquiries.status import change_status
from studio.models import Inquiry, Mail, MailKind, Status, StatusChange
from tests.studio.factories import make_inquiry
from tests.studio.test_inquiry_page import read_text

pytestmark = pytest.mark.django_db


def find_path(inquiry: Inquiry, what: str = "") -> str:
    return f"/studio/inquiry/own/{make_token(inquiry.reference)}/{what}"


def test_it_shows_what_they_sent_and_where_it_stands(client: Client) -> None:
    inquiry = make_inquiry(phone="+1 555 0100", message="First <b>line\nSecond")

    response = client.get(find_path(inquiry))

    text = read_text(response.content)
    assert response.status_code == 200
    for words in (
        f"Your inquiry {inquiry.reference}",
        "The studio has it and will reply by email. Nothing is booked yet.",
        "Ana Example",
        "ana@example.org",
        "+1 555 0100",
        "First <b>line Second",
        "New York time",
        "Recruiters or employers",
    ):
        assert words in text


def test_nobody_keeps_it_and_no_other_site_learns_its_address(client: Client) -> None:
    response = client.get(find_path(make_inquiry()))

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"


def test_the_token_is_kept_as_a_hash_only() -> None:
    inquiry = make_inquiry()
    token = find_own_page(inquiry).split("/")[-2]

    inquiry.refresh_from_db()

    assert inquiry.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert len(token) == 40


def test_the_link_stays_the_same_when_the_secret_key_is_changed(settings: Settings) -> None:
    inquiry = make_inquiry()
    address = find_own_page(inquiry)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, as random and as long as the one of before"

    assert find_own_page(inquiry) == address


def test_looking_changes_nothing(client: Client) -> None:
    inquiry = make_inquiry()

    answers = [client.get(find_path(inquiry, what)).status_code for what in ("", "withdraw/", "erase/")]

    inquiry.refresh_from_db()
    assert answers == [200, 405, 405]
    assert (inquiry.status, inquiry.erasure_asked_at) == (Status.NEW, None)


def test_withdrawing_is_recorded_and_safe_to_repeat(client: Client) -> None:
    inquiry = make_inquiry()

    first, second = (client.post(find_path(inquiry, "withdraw/")) for _ in range(2))

    inquiry.refresh_from_db()
    change = StatusChange.objects.get()
    assert first["Location"] == second["Location"] == find_path(inquiry)
    assert inquiry.status == Status.WITHDRAWN
    assert (change.by, change.note) == (None, "Withdrawn by the client.")
    assert "You have withdrawn it." in read_text(client.get(find_path(inquiry)).content)


def test_what_is_over_cannot_be_withdrawn(client: Client) -> None:
    inquiry = make_inquiry()
    change_status(inquiry, to=Status.DECLINED, by=None)

    response = client.post(find_path(inquiry, "withdraw/"), follow=True)

    inquiry.refresh_from_db()
    assert inquiry.status == Status.DECLINED
    assert "The studio cannot take it on." in read_text(response.content)
    assert "Withdraw my inquiry" not in read_text(response.content)


def test_asking_for_erasure_tells_the_studio_once(client: Client) -> None:
    inquiry = make_inquiry()

    client.post(find_path(inquiry, "erase/"))
    response = client.post(find_path(inquiry, "erase/"), follow=True)

    inquiry.refresh_from_db()
    mail = Mail.objects.get(kind=MailKind.ERASURE)
    assert inquiry.erasure_asked_at
    assert mail.to == "studio@example.org"
    assert f"/admin/studio/inquiry/{inquiry.pk}/change/" in mail.text
    assert "to erase this." in read_text(response.content)


@pytest.mark.parametrize("what", ["", "withdraw/", "erase/"])
@pytest.mark.parametrize("token", ["x", "0" * 40, "HA-222222", "%F0%9F%98%80"])
def test_another_token_opens_nothing(client: Client, what: str, token: str) -> None:
    make_inquiry()
    ask = client.post if what else client.get

    response = ask(f"/studio/inquiry/own/{token}/{what}")

    assert response.status_code == 404


def test_the_address_alone_is_enough_and_no_cookie_is_set() -> None:
    inquiry, browser = make_inquiry(), Client(enforce_csrf_checks=True)

    browser.get(find_path(inquiry))
    # What browsers send from a page that lets no referrer go.
    response = browser.post(find_path(inquiry, "withdraw/"), headers={"Origin": "null"})

    inquiry.refresh_from_db()
    assert response.status_code == 302
    assert inquiry.status == Status.WITHDRAWN
    assert browser.cookies == {}
