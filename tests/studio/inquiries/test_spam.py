"""Suspected spam is kept and marked, and its sender gets the usual answer; other inquiries are never delayed."""

import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from studio.accounts.emails import delete_old_account_mails
from studio.inquiries.receive import receive_inquiry
from studio.inquiries.spam import Clues, find_suspicions, is_stamp_of, post_spam_digest, signer, stamp_form
from studio.mail.deliver import compose_mail
from studio.models import Inquiry, Mail, MailState, Status
from tests.studio.factories import make_form_data, make_inquiry, make_staff, make_submission

pytestmark = pytest.mark.django_db

ADDRESS = "/studio/inquiry/"
KEY = UUID("8c1f1d3e-8a0b-4f6a-9d52-0f4f3a1f2b11")


def find(*, trap: str = "", stamp: str | None = None, text: str = "") -> list[str]:
    clues = Clues(trap=trap, stamp=stamp_form(KEY) if stamp is None else stamp, client_network="192.0.2.7")
    return find_suspicions(clues, key=KEY, email="ana@example.org", text=text)


def test_an_honest_form_raises_no_suspicion() -> None:
    assert find(text="My page is https://example.org and my portfolio is on www.example.org.") == []


@pytest.mark.parametrize(
    ("clue", "sentence"),
    [
        ({"trap": "https://example.org"}, "A field that people do not see was filled in."),
        ({"stamp": ""}, "The form was sent without being opened."),
        ({"stamp": stamp_form(uuid4())}, "The form was sent without being opened."),
        ({"stamp": stamp_form(KEY) + "x"}, "The form was sent without being opened."),
        ({"text": "http://a.example " * 7}, "The message has many links."),
        ({"text": "See [url=a.example]"}, "The message has links in the code of a web page or forum."),
        ({"text": 'See <A href="a.example">'}, "The message has links in the code of a web page or forum."),
    ],
)
def test_each_sign_is_named(clue: dict[str, str], sentence: str) -> None:
    assert find(**clue) == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        "Reel: https://example.org/reel, resume: https://example.org/resume, photos: www.example.org/photos",
        "https://www.a.example/ana https://www.b.example/ana https://www.c.example/ana https://www.d.example/ana"
        " https://www.e.example/ana HTTPS://WWW.F.EXAMPLE",
        "I act, sing and <about to> direct.",
    ],
)
def test_an_actor_with_links_is_not_suspected(text: str) -> None:
    assert find(text=text) == []


def test_nobody_types_that_fast(settings: Settings) -> None:
    settings.INQUIRY_MIN_SECONDS = 3

    assert find() == ["The form was filled in within 3 seconds."]


@pytest.mark.parametrize("seconds", [2, 3600, 10**9])
def test_a_clock_set_back_makes_nobody_a_suspect(settings: Settings, seconds: int) -> None:
    settings.INQUIRY_MIN_SECONDS = 3
    before_it_was_set_back = signing.b62_encode(int(time.time()) + seconds)

    stamp = signing.Signer.sign(signer, f"{KEY.hex}:{before_it_was_set_back}")

    assert find(stamp=stamp) == []


def test_a_stamp_belongs_to_its_form() -> None:
    stamp = stamp_form(KEY)

    assert is_stamp_of(stamp, KEY)
    assert not is_stamp_of(stamp, uuid4())


def test_limits_count_by_mailbox_and_by_place(settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    settings.LIMITS = {"inquiries from a mailbox": (2, 86_400), "inquiries from a network": (3, 86_400)}

    counts = [find() for _ in range(4)]

    assert counts == [
        [],
        [],
        ["Many inquiries from this email address in a day."],
        ["Many inquiries from this email address in a day.", "Many inquiries from one network in a day."],
    ]


def test_a_tag_makes_no_new_mailbox(settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    settings.LIMITS = settings.LIMITS | {"inquiries from a mailbox": (2, 86_400)}
    clues = Clues(stamp=stamp_form(KEY))

    found = [
        find_suspicions(clues, key=KEY, email=email, text="")
        for email in ("ana@example.org", "Ana+1@example.org", "ana+2@Example.org")
    ]

    assert [len(suspicions) for suspicions in found] == [0, 0, 1]


def test_a_suspect_is_kept_and_gets_the_same_answer(client: Client) -> None:
    response = client.post(ADDRESS, make_form_data(subject="https://example.org"))

    inquiry = Inquiry.objects.get()
    assert response["Location"] == f"/studio/inquiry/sent/{inquiry.reference}/"
    assert inquiry.status == Status.SUSPECTED
    assert inquiry.suspicion == find(trap="https://example.org")[0]
    assert {mail.state for mail in inquiry.mails.all()} == {MailState.HELD}


def test_an_honest_inquiry_is_new(client: Client) -> None:
    client.post(ADDRESS, make_form_data())

    inquiry = Inquiry.objects.get()
    assert (inquiry.status, inquiry.suspicion) == (Status.NEW, "")
    assert {mail.state for mail in inquiry.mails.all()} == {MailState.WAITING}


def test_sending_again_does_not_count_twice(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    limit = (1, 86_400)
    settings.LIMITS = settings.LIMITS | {"inquiries from a mailbox": limit, "inquiries from a network": limit}
    data = make_form_data()

    for _ in range(3):
        client.post(ADDRESS, data)

    assert Inquiry.objects.get().status == Status.NEW


def test_a_form_that_comes_back_keeps_its_stamp(client: Client) -> None:
    data = make_form_data(name="")

    page = client.post(ADDRESS, data).content.decode()

    assert f'name="stamp" value="{data["stamp"]}"' in page


def test_the_trap_is_out_of_the_way_of_keyboard_screen_reader_and_password_manager(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()

    assert '<div class="visually-hidden" aria-hidden="true"><label for="id_subject">Leave this empty</label>' in page
    # Dashlane and RoboForm would fill in a website; nobody knows the subject of a person.
    assert (
        '<input type="text" name="subject" id="id_subject" tabindex="-1" autocomplete="off"'
        ' data-1p-ignore data-lpignore="true" data-bwignore data-form-type="other">'
    ) in page


@pytest.mark.parametrize("filled", ["Ana Example", "212 555 0100", "https://example.org"])
def test_somebody_whose_browser_fills_in_the_trap_is_held_for_staff(client: Client, filled: str) -> None:
    staff = make_staff()

    response = client.post(ADDRESS, make_form_data(subject=filled), follow=True)

    inquiry = Inquiry.objects.get()
    client.force_login(staff)
    held = client.get("/admin/studio/inquiry/?status__exact=suspected").content.decode()
    assert inquiry.reference in response.content.decode()
    assert (inquiry.status, inquiry.message) == (Status.SUSPECTED, "Mornings are best.")
    assert inquiry.reference in held


def receive_suspect() -> Inquiry:
    inquiry, _ = receive_inquiry(make_submission(clues=Clues(trap="filled in")))
    return inquiry


def test_what_is_held_is_sent_to_the_studio_without_a_name() -> None:
    make_inquiry()
    suspect = receive_suspect()

    mail = post_spam_digest(timezone.now())

    assert mail is not None
    message = compose_mail(mail)
    assert (message.to, message.subject) == (["studio@example.org"], "Please check 1 held inquiry")
    assert f"{suspect.reference}, " in message.body
    assert suspect.suspicion in message.body
    assert "http://127.0.0.1:8000/admin/studio/inquiry/?status__exact=suspected" in message.body.splitlines()
    assert "Ana" not in mail.text


def test_a_day_without_new_spam_has_no_digest() -> None:
    now = timezone.now()
    nothing = post_spam_digest(now)
    receive_suspect()

    first = post_spam_digest(now)
    again = post_spam_digest(now + timedelta(hours=1))
    next_day = post_spam_digest(now + timedelta(days=1))
    receive_suspect()
    with_two = post_spam_digest(now + timedelta(days=1))

    assert (nothing, again, next_day) == (None, None, None)
    assert first is not None
    assert with_two is not None
    assert with_two.subject == "Please check 2 held inquiries"


def test_a_digest_is_kept_for_a_month() -> None:
    receive_suspect()
    post_spam_digest(timezone.now())

    delete_old_account_mails(timezone.now() + timedelta(days=20))
    kept = Mail.objects.filter(kind="digest").count()
    delete_old_account_mails(timezone.now() + timedelta(days=32))

    assert kept == 1
    assert not Mail.objects.filter(kind="digest").exists()
