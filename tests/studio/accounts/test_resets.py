"""A new password by email: works, unknown address, too many requests, a mail server that hangs, an expired link."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from studio.accounts.resets import delete_old_resets
from studio.models import Mail, MailKind, MailState
from tests.pages import read_text
from tests.studio.factories import make_staff
from tests.studio.outgoing import deliver_due_mails

pytestmark = pytest.mark.django_db

ASK = "/admin/password-reset/"
NEW = {"new_password1": "darkroom-lamp-7", "new_password2": "darkroom-lamp-7"}


@pytest.fixture(autouse=True)
def limits(settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"


def make_sam() -> User:
    sam = make_staff()
    sam.email = "sam@example.org"
    sam.save()
    return sam


def ask(client: Client, email: str, headers: dict[str, str] | None = None) -> list[str]:
    """Ask for a new password; return the kinds of SQL statements that it ran."""
    with CaptureQueriesContext(connection) as queries:
        response = client.post(ASK, {"email": email}, headers=headers)
    assert response["Location"] == "/admin/password-reset/sent/"
    return [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries]


def read_link(mail: EmailMessage) -> str:
    found = re.search(r"http://127.0.0.1:8000(\S+)", str(mail.body))
    assert found is not None
    return found[1]


def test_a_new_password_comes_by_email(client: Client, mailoutbox: list[EmailMessage]) -> None:
    make_sam()
    assert f'href="{ASK}"' in client.get("/admin/login/").content.decode()

    ask(client, "Sam@example.org")
    deliver_due_mails()
    [mail] = mailoutbox
    form = client.get(read_link(mail), follow=True)
    done = client.post(form.request["PATH_INFO"], NEW, follow=True)

    assert (mail.subject, mail.to) == ("Set a new password for the Headshot Advisor staff site", ["sam@example.org"])
    assert "Your user name is sam." in mail.body
    assert done.status_code == 200
    assert client.login(username="sam", password="darkroom-lamp-7")
    assert "invalid" in read_text(client.get(read_link(mail), follow=True).content)


@pytest.mark.parametrize("pasted", ["mailto:sam@example.org", "Sam <sam@example.org>", "\u202asam@example.org\u202c."])
def test_a_pasted_address_gets_its_email(client: Client, mailoutbox: list[EmailMessage], pasted: str) -> None:
    make_sam()

    ask(client, pasted)
    deliver_due_mails()

    assert [mail.to for mail in mailoutbox] == [["sam@example.org"]]


def test_a_reset_leaves_through_the_outbox(client: Client, mailoutbox: list[EmailMessage]) -> None:
    sam = make_sam()

    ask(client, "sam@example.org")
    nothing_sent_yet = list(mailoutbox)
    deliver_due_mails()

    mail = Mail.objects.get()
    assert nothing_sent_yet == []
    assert (mail.account, mail.inquiry, mail.kind, mail.state) == (sam, None, MailKind.PASSWORD, MailState.SENT)


def test_an_unknown_address_runs_the_same_statements_and_gets_the_same_page(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    make_sam()

    known, unknown = ask(client, "sam@example.org"), ask(client, "who@example.org")
    deliver_due_mails()

    assert known == unknown
    assert [mail.to for mail in mailoutbox] == [["sam@example.org"]]


def test_the_stored_email_holds_no_link_that_works(client: Client, mailoutbox: list[EmailMessage]) -> None:
    make_sam()
    ask(client, "sam@example.org")
    deliver_due_mails()

    stored = Mail.objects.get()

    [mail] = mailoutbox
    token = read_link(mail).split("/")[-2]
    assert token not in stored.text
    assert "https://password-page.invalid/" in stored.text


def test_links_lead_to_the_sites_own_origin_whatever_host_is_named(
    client: Client, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.ALLOWED_HOSTS = ["other.example.org"]
    settings.SITE_URL = "https://advisor.example.org"
    make_sam()

    ask(client, "sam@example.org", {"Host": "other.example.org", "X-Forwarded-Host": "evil.example.org"})
    deliver_due_mails()

    [mail] = mailoutbox
    assert re.findall(r"https?://[^/\s]+", str(mail.body)) == ["https://advisor.example.org"]


def test_one_mailbox_gets_three_resets_an_hour(
    client: Client, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.LIMITS = settings.LIMITS | {"password resets": (3, 3600)}
    make_sam()

    for _ in range(5):
        ask(client, "sam@example.org")
    deliver_due_mails()

    assert len(mailoutbox) == 3


def test_an_account_that_may_not_sign_in_gets_none(client: Client, mailoutbox: list[EmailMessage]) -> None:
    sam = make_sam()
    sam.is_active = False
    sam.save()

    ask(client, "sam@example.org")
    deliver_due_mails()

    assert mailoutbox == []


def test_an_invalid_address_is_named(client: Client) -> None:
    response = client.post(ASK, {"email": "sam"})

    assert response.status_code == 200
    assert "Enter a valid email address." in read_text(response.content)


def test_resets_are_forgotten_after_a_day(client: Client) -> None:
    make_sam()
    ask(client, "sam@example.org")
    deliver_due_mails()

    delete_old_resets(timezone.now() + timedelta(hours=23))
    kept = Mail.objects.count()
    delete_old_resets(timezone.now() + timedelta(hours=25))

    assert (kept, Mail.objects.count()) == (1, 0)


def test_a_reset_that_failed_is_shown_to_staff_by_name(client: Client) -> None:
    make_sam()
    ask(client, "sam@example.org")
    deliver_due_mails()
    Mail.objects.update(state=MailState.FAILED)
    client.force_login(make_staff(name="mary", groups=("Studio manager",)))

    page = read_text(client.get("/admin/").content)

    assert "sam: New password to staff: failed" in page
    assert "New password to staff: failed" in page
