"""The database cannot be written: locked or full."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from threading import Event, Thread

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker, Settings

from studio.mail.deliver import deliver
from studio.models import Inquiry, Mail, OutcomeTally
from studio.tally import tally
from tests.pages import read_text
from tests.studio.factories import make_answers, make_form_data, make_inquiry
from tests.studio.mail_servers import Distracting

pytestmark = pytest.mark.sqlite


@pytest.fixture(autouse=True)
def committing_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database that commits, as the site’s does; what a test adds is deleted afterward.

    pytest-django's own transactional tests empty the whole database, and with it what the migrations brought.
    """
    with django_db_blocker.unblock():
        yield
        Inquiry.objects.all().delete()
        DBTaskResult.objects.all().delete()
        OutcomeTally.objects.all().delete()


@pytest.fixture
def other_writer() -> Iterator[sqlite3.Connection]:
    """Another process in the middle of a long write."""
    other = sqlite3.connect(connection.settings_dict["NAME"], uri=True, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def lock_out_readers(other: sqlite3.Connection) -> None:
    """Let the other process write to the packages. Its connection shares memory with ours, so we must wait."""
    other.execute("UPDATE studio_package SET name = name")


@pytest.fixture
def full_disk() -> Iterator[None]:
    """A database that cannot grow by one page."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # earlier tests leave free pages
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


def expect_not_kept(client: Client, data: dict[str, str]) -> None:
    """Post, and check that the page says that nothing was saved and keeps what was typed."""
    response = client.post("/studio/inquiry/?use=press-kit", data)

    text = read_text(response.content)
    assert response.status_code == 503
    assert "<title>Error: " in response.content.decode()
    assert "Your inquiry was not kept" in text
    assert "Nothing was sent to the studio." in text
    assert data["message"] in text
    assert f'value="{data["key"]}"' in response.content.decode()


def test_a_locked_database_is_explained(client: Client, other_writer: sqlite3.Connection) -> None:
    expect_not_kept(client, make_form_data())

    other_writer.execute("ROLLBACK")
    assert Inquiry.objects.count() == 0
    assert Mail.objects.count() == 0


def test_a_full_disk_is_explained(client: Client, full_disk: None) -> None:
    expect_not_kept(client, make_form_data(message="a" * 5000))

    assert Inquiry.objects.count() == 0
    assert Mail.objects.count() == 0


def test_an_unreadable_database_keeps_what_was_typed_too(client: Client, other_writer: sqlite3.Connection) -> None:
    lock_out_readers(other_writer)
    data = make_form_data(package="linkedin-headshot")

    expect_not_kept(client, data)

    page = client.post("/studio/inquiry/?use=press-kit", data).content.decode()
    assert '<option value="linkedin-headshot" selected>As you chose</option>' in page


def test_a_page_that_needs_the_database_says_that_it_does_not_answer(
    client: Client, other_writer: sqlite3.Connection
) -> None:
    lock_out_readers(other_writer)

    response = client.get("/studio/inquiry/?use=press-kit")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "Our database does not answer. Please reload this page in a minute." in read_text(response.content)


def test_beacons_are_counted_once_the_database_takes_them(client: Client, other_writer: sqlite3.Connection) -> None:
    beacon, ours = "/studio/tally/?use=press-kit", {"Origin": "http://testserver"}

    while_locked = [client.post(beacon, headers=ours).status_code for _ in range(16)]
    stored_while_locked = OutcomeTally.objects.count()
    other_writer.execute("ROLLBACK")
    tally.paused_until = 0.0  # end the pause
    client.post(beacon, headers=ours)

    assert while_locked == [204] * 16
    assert stored_while_locked == 0
    assert list(OutcomeTally.objects.values_list("count", flat=True)) == [17]


def test_sending_again_keeps_it(client: Client, other_writer: sqlite3.Connection) -> None:
    data = make_form_data()
    expect_not_kept(client, data)
    other_writer.execute("ROLLBACK")

    response = client.post("/studio/inquiry/?use=press-kit", data)

    assert response.status_code == 302
    assert Inquiry.objects.count() == 1
    assert Mail.objects.count() == 2


def lock_for_a_moment() -> None:
    """Let another process write for half a second; return once it does."""
    begun = Event()

    def write() -> None:
        with closing(sqlite3.connect(connection.settings_dict["NAME"], uri=True, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            begun.set()
            Event().wait(0.5)

    Thread(target=write).start()
    begun.wait()


def test_a_mail_that_left_is_recorded_once_the_database_is_free(
    settings: Settings, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    inquiry = make_inquiry(answers=make_answers(use="linkedin"))
    settings.EMAIL_BACKEND = "tests.studio.mail_servers.Distracting"
    monkeypatch.setattr(Distracting, "happens", lock_for_a_moment, raising=False)

    deliver.func(inquiry.mails.earliest("pk").pk)

    mail = inquiry.mails.earliest("pk")
    assert (mail.state, mail.attempts, len(mailoutbox)) == ("sent", 1, 1)
