"""Clients' emails in a real mailbox: those that belong to an inquiry are added and marked read, others stay unread.

Also which inquiry an email belongs to, and which part of it is added.
"""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings

from studio.inquiries.deadlines import ANSWER_STEP, explain_overdue, is_due
from studio.inquiries.erasure import erase
from studio.inquiries.merge import merge_inquiry
from studio.inquiries.notes import assign, plan_next_step
from studio.mail.inbox import CUT, add_reply, find_inquiry, find_sign_up, read_inbox, read_text
from studio.models import Inquiry, Mail, MailboxFault, MailKind, Note, ReceivedMail, Status
from studio.photo_day.mails import post_reminder
from studio.photo_day.sign_ups import confirm_time, give_back
from tests.studio.factories import make_inquiry, make_staff
from tests.studio.mail.dovecot import Dovecot, run_dovecot
from tests.studio.photo_day.factories import NOW, TEN_PAST, add, make_photo_day, sign_up

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
def test_replies_from_a_photo_day_land_on_its_inquiry(server: Dovecot, settings: Settings) -> None:
    cache.clear()
    settings.IMAP_URL = server.address
    day = make_photo_day()
    [ben] = add(day, "Ben Example")
    reply = {"From": "ben@example.org", "In_Reply_To": post_reminder(ben).message_id}
    server.deliver(write_email("late", "I’ll be ten minutes late.", **reply))

    assert read_inbox() == 1
    assert [note.text for note in ben.notes.all()] == [
        "Email from ben@example.org, signed up for the photo day: late\n\nI’ll be ten minutes late."
    ]
    assert "late" not in server.list_unread()


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
    refused = MailboxFault.objects.get().is_refused
    settings.IMAP_URL = server.address
    read_inbox()

    assert caplog.messages == ["The mailbox could not be read: error."]
    assert refused
    assert not MailboxFault.objects.exists()  # it works again


def test_a_server_that_does_not_answer_is_left_for_later(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.IMAP_URL = "imap://studio:secret@127.0.0.1:9/INBOX"  # nobody listens at the discard port

    assert read_inbox() == 0
    first = MailboxFault.objects.get()
    assert read_inbox() == 0
    again = MailboxFault.objects.get()

    assert caplog.messages == ["The mailbox could not be read: ConnectionRefusedError."] * 2
    assert not first.is_refused
    assert again.since == first.since


def test_without_the_setting_no_mailbox_is_read(settings: Settings) -> None:
    settings.IMAP_URL = ""

    assert read_inbox() == 0


def read(text: str) -> EmailMessage:
    return message_from_bytes(text.encode(), policy=policy.default)


def write_reply(
    to: str, *, more: str = "", sender: str = "ana@example.org", subject: str = "Re: hello"
) -> EmailMessage:
    return read(f"From: {sender}\nSubject: {subject}\nIn-Reply-To: {to}\nMessage-ID: <1@example.org>\n{more}\nYes.\n")


def find_id(kind: MailKind) -> str:
    return Mail.objects.get(kind=kind).message_id


@pytest.fixture
def inquiry() -> Inquiry:
    return make_inquiry()


def test_an_answer_to_our_email_is_found_from_any_address(inquiry: Inquiry) -> None:
    found = find_inquiry(write_reply(find_id(MailKind.RECEIVED), sender="ana@work.example.org"))

    assert found == inquiry


def test_the_reference_in_the_subject_needs_the_clients_address(inquiry: Inquiry) -> None:
    subject = f"Question about {inquiry.reference.lower()}"

    found = [
        find_inquiry(write_reply("", sender=who, subject=subject)) for who in ("Ana@Example.org", "eve@example.org")
    ]

    assert found == [inquiry, None]


def test_an_answer_about_a_merged_inquiry_belongs_to_the_kept_one(inquiry: Inquiry) -> None:
    message_id = find_id(MailKind.RECEIVED)
    kept = make_inquiry()
    merge_inquiry(inquiry, into=kept, by=make_staff())

    assert find_inquiry(write_reply(message_id)) == kept


@pytest.mark.parametrize("kind", [MailKind.STAFF, MailKind.ASSIGNED])
def test_staff_replies_to_our_notices_are_not_clients_emails(inquiry: Inquiry, kind: MailKind) -> None:
    sam = User.objects.create_user("kim", email="kim@example.org", is_staff=True)
    assign(inquiry, sam, by=make_staff())

    assert find_inquiry(write_reply(find_id(kind), sender="kim@example.org")) is None


@pytest.mark.parametrize(
    "more",
    [
        "Auto-Submitted: auto-replied\n",
        "Auto-Submitted: auto-generated; owner-email=x\n",
        "Precedence: bulk\n",
        "Precedence: auto_reply\n",
        "Return-Path: <>\n",
        "List-Id: news.example.org\n",
        "X-Autoreply: yes\n",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n",
    ],
)
def test_what_a_program_wrote_is_left_alone(inquiry: Inquiry, more: str) -> None:
    assert find_inquiry(write_reply(find_id(MailKind.RECEIVED), more=more)) is None


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@example.org", "postmaster@example.org", "studio@example.org", ""])
def test_senders_that_are_no_client(inquiry: Inquiry, sender: str) -> None:
    assert find_inquiry(write_reply(find_id(MailKind.RECEIVED), sender=sender)) is None


def test_a_person_may_say_so(inquiry: Inquiry) -> None:
    assert find_inquiry(write_reply(find_id(MailKind.RECEIVED), more="Auto-Submitted: no\n")) == inquiry


def test_an_email_is_a_note_and_a_next_step(inquiry: Inquiry) -> None:
    reply = write_reply(find_id(MailKind.RECEIVED))

    added = (add_reply(inquiry, reply), add_reply(inquiry, reply))

    inquiry.refresh_from_db()
    assert added == (True, False)
    assert Note.objects.get().text == "Email from ana@example.org: Re: hello\n\nYes."
    assert (inquiry.next_step, inquiry.next_step_on) == ("Answer the client’s email.", timezone.localdate())
    assert inquiry.version == 1


def test_the_answer_comes_before_the_next_step_that_was_planned(inquiry: Inquiry) -> None:
    plan_next_step(inquiry, "Call on Friday", None, by=make_staff())

    add_reply(inquiry, write_reply(""))
    add_reply(inquiry, read("From: ana@example.org\nMessage-ID: <2@example.org>\n\nOne more thing.\n"))

    inquiry.refresh_from_db()
    assert inquiry.next_step == f"{ANSWER_STEP} Call on Friday"
    assert inquiry.next_step_on == timezone.localdate()


@pytest.mark.parametrize(
    ("status", "is_listed"),
    [(Status.NO_SHOW, True), (Status.DECLINED, True), (Status.DONE, True), (Status.SPAM, False)],
)
def test_an_email_about_a_closed_inquiry_is_due(inquiry: Inquiry, status: Status, is_listed: bool) -> None:
    Inquiry.objects.update(status=status)

    add_reply(inquiry, write_reply(""))

    inquiry.refresh_from_db()
    assert Inquiry.objects.filter(is_due(timezone.now())).exists() is is_listed
    assert explain_overdue(inquiry, timezone.now() + timedelta(days=1)) == ("overdue" if is_listed else "")


def test_signs_that_no_database_takes_are_dropped(inquiry: Inquiry) -> None:
    add_reply(inquiry, read("From: ana@example.org\nSubject: =?utf-8?q?a=00b?=\n\nYes\x00.\n"))

    assert Note.objects.get().text == "Email from ana@example.org: ab\n\nYes."


def test_an_erasure_erases_it(inquiry: Inquiry) -> None:
    add_reply(inquiry, write_reply(""))

    erase([inquiry], why="asked")

    assert (Note.objects.count(), ReceivedMail.objects.count()) == (0, 0)


def test_a_long_email_is_cut(inquiry: Inquiry) -> None:
    add_reply(inquiry, read("From: ana@example.org\nSubject: long\n\n" + "word " * 2000))

    text = Note.objects.get().text
    assert len(text) == 5000
    assert text.endswith(CUT)


def test_somebody_with_a_time_on_a_photo_day_is_found_once_it_is_confirmed() -> None:
    own = sign_up(make_photo_day())
    reply = write_reply(find_id(MailKind.SIGN_UP), sender="ben@example.org")

    before = find_sign_up(reply)
    confirm_time(own, now=NOW)

    assert (before, find_sign_up(reply), find_inquiry(reply)) == (None, own, None)
    away = write_reply(find_id(MailKind.SIGN_UP), sender="ben@example.org", more="Auto-Submitted: auto-replied\n")
    assert find_sign_up(away) is None


def test_what_somebody_of_a_photo_day_wrote_goes_with_their_time() -> None:
    day = make_photo_day()
    first = sign_up(day)
    confirm_time(first, now=NOW)
    reply = write_reply(find_id(MailKind.SIGN_UP), sender="ben@example.org")
    add_reply(day.inquiry, reply, first)
    second = sign_up(day, TEN_PAST)

    confirm_time(second, now=NOW)
    [kept] = Note.objects.filter(sign_up=second)
    give_back(second, now=NOW)

    assert kept.text == "Email from ben@example.org, signed up for the photo day: Re: hello\n\nYes."
    assert not Note.objects.filter(pk=kept.pk).exists()
    assert add_reply(day.inquiry, reply) is False


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\nYes, please.\n\nOn Monday, Gorn Photo wrote:\n> When?\n>\n> Bye\n", "Yes, please."),
        ("\n> When?\nOn Friday.\n> Where?\nAt yours.\n", "> When?\nOn Friday.\n> Where?\nAt yours."),
        ("Content-Type: text/html\n\n<p>Yes &amp; no</p><blockquote>When?</blockquote>", "Yes & no"),
        ("Content-Type: text/html\n\n<script>x()</script><div>One</div><div>Two <b>three", "One\nTwo three"),
        ("Content-Type: text/plain; charset=nonsense\n\nYes.", "Yes."),
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n4oCcWWVz4oCd", "“Yes”"),
        ("Content-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n/9j/", "(without text)"),
        (
            "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nCut off in the mi",
            "Cut off in the mi",
        ),
        ("\na\x00b\x07c\n\n\n\n\nd", "abc\n\nd"),
        ("\n", "(without text)"),
    ],
)
def test_the_text_of_an_email(raw: str, expected: str) -> None:
    assert read_text(read(f"From: ana@example.org\n{raw}")) == expected
