"""Clients’ replies in a real mailbox: those that belong to an inquiry are added and marked read, others stay unread."""

from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from django.core.cache import cache
from pytest_django import Settings

from studio.mail.inbox import read_inbox
from studio.models import Inquiry, Mail, MailKind
from tests.studio.factories import make_inquiry
from tests.studio.mail.dovecot import Dovecot, run_dovecot

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with run_dovecot() as server:
        yield server


def write_email(subject: str, text: str, **headers: str) -> EmailMessage:
    message = EmailMessage()
    usual = {"From": "Ana Example <ana@example.org>", "Subject": subject, "Message-ID": f"<{subject}@example.org>"}
    for name, value in (usual | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        message[name] = value
    message.set_content(text)
    return message


def list_notes(inquiry: Inquiry) -> list[str]:
    return [note.text for note in inquiry.notes.all()]


@pytest.mark.slow
def test_replies_land_on_their_inquiry(server: Dovecot, settings: Settings) -> None:
    cache.clear()
    settings.IMAP_URL = server.address
    inquiry = make_inquiry()
    ours = Mail.objects.get(kind=MailKind.RECEIVED).message_id
    html = write_email("html", "")
    html["In-Reply-To"] = ours
    html.set_content("<style>p {}</style><p>Two o’clock<br>is fine.</p>", subtype="html")
    huge = write_email("huge", "See my photos.", References=ours)
    huge.add_attachment(b"x" * 2_000_000, maintype="image", subtype="jpeg", filename="me.jpg")
    messages = [
        write_email("plain", "Tuesday works.", In_Reply_To=ours),
        write_email(f"About {inquiry}", "And one more thing."),
        html,
        huge,
        write_email("away", "I am away.", In_Reply_To=ours, Auto_Submitted="auto-replied"),
        write_email("bounced", "No such user.", In_Reply_To=ours, Return_Path="<>"),
        write_email(f"Forged {inquiry}", "I am not Ana.", From="eve@example.org"),
        write_email("other", "Do you sell frames?", From="joe@example.org"),
    ]
    for message in messages:
        server.deliver(message)

    added = (read_inbox(), read_inbox())

    assert added == (4, 0)
    assert list_notes(inquiry) == [
        "Email from ana@example.org: plain\n\nTuesday works.",
        f"Email from ana@example.org: About {inquiry}\n\nAnd one more thing.",
        "Email from ana@example.org: html\n\nTwo o’clock\nis fine.",
        "Email from ana@example.org: huge\n\nSee my photos.",
    ]
    assert server.list_unread() == ["away", "bounced", f"Forged {inquiry}", "other"]


@pytest.mark.slow
def test_a_worker_without_memory_adds_nothing_twice(server: Dovecot, settings: Settings) -> None:
    settings.IMAP_URL = server.address
    inquiry = make_inquiry()
    reply = write_email("again", "Yes.", In_Reply_To=Mail.objects.get(kind=MailKind.RECEIVED).message_id)
    server.deliver(reply)
    server.deliver(reply)
    cache.clear()

    added = read_inbox()

    assert added == 1
    assert list_notes(inquiry) == ["Email from ana@example.org: again\n\nYes."]
    assert "again" not in server.list_unread()


@pytest.mark.slow
def test_a_wrong_password_is_logged_without_it(
    server: Dovecot, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.IMAP_URL = server.address.replace("secret", "wr%6Fng")

    assert read_inbox() == 0
    assert caplog.messages == ["The mailbox could not be read: error."]


def test_a_server_that_does_not_answer_is_left_for_later(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.IMAP_URL = "imap://studio:secret@127.0.0.1:9/INBOX"  # nobody listens at the discard port

    assert read_inbox() == 0
    [message] = caplog.messages
    assert message.endswith(": ConnectionRefusedError.")


def test_without_the_setting_no_mailbox_is_read(settings: Settings) -> None:
    settings.IMAP_URL = ""

    assert read_inbox() == 0
