from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from pytest_django import DjangoDbBlocker, Settings

from decision.core.answers import Answers
from studio.inquiries.agreement import record_agreement
from studio.inquiries.sessions import Session, book_session
from studio.links import make_token
from studio.mail.compose import TOO_MANY, post_reply, post_status_mail
from studio.mail.deliver import compose_mail
from studio.mail.outbox import try_again
from studio.models import Inquiry, MailKind, MailState, Package, Status, StudioFacts
from tests.studio.factories import make_answers, make_inquiry, make_staff
from tests.studio.outgoing import deliver_due_mails

pytestmark = pytest.mark.django_db


def write_client_mail(inquiry: Inquiry) -> EmailMultiAlternatives:
    return compose_mail(inquiry.mails.get(kind=MailKind.RECEIVED))


def write_staff_mail(inquiry: Inquiry) -> EmailMultiAlternatives:
    return compose_mail(inquiry.mails.get(kind=MailKind.STAFF))


def make_full_inquiry() -> Inquiry:
    return make_inquiry(
        phone="+1 555 0100",
        package=Package.objects.get(slug="linkedin-headshot"),
        people=3,
        dates=(date(2027, 1, 8), date(2027, 1, 4)),
        message="First line <b>&\nSecond line",
    )


@pytest.fixture(scope="module")
def client_mail(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> tuple[str, EmailMultiAlternatives]:
    """Write a client’s email once, because drawing its report takes seconds; return reference and email."""
    with django_db_blocker.unblock(), transaction.atomic():
        inquiry = make_inquiry(name="Buy Pills", phone="555 0199", message="http://spam.example.org")
        mail = write_client_mail(inquiry)
        transaction.set_rollback(True)
    return inquiry.reference, mail


ClientMail = tuple[str, EmailMultiAlternatives]


def test_the_client_reads_the_reference_and_that_nothing_is_booked(client_mail: ClientMail) -> None:
    reference, mail = client_mail

    assert mail.subject == f"We have your inquiry {reference}"
    assert mail.to == ["ana@example.org"]
    assert mail.reply_to == ["studio@example.org"]
    assert mail.from_email == "Gorn Photo <studio@example.org>"
    assert f"Its reference is {reference}. Nothing is booked yet." in " ".join(str(mail.body).split())


def test_the_client_mail_links_to_the_result(client_mail: ClientMail) -> None:
    _, mail = client_mail

    address = "http://127.0.0.1:8000/advice/result/?use=linkedin&viewer=recruiters&place=nyc&budget=300-1049"
    assert address in str(mail.body).splitlines()


@pytest.mark.parametrize("answers", [Answers(), make_answers(use="linkedin")])
def test_without_a_verdict_there_is_no_result_to_link_to(answers: Answers) -> None:
    mail = write_client_mail(make_inquiry(answers=answers))

    assert "/advice/" not in mail.body
    assert mail.attachments == []


def test_the_client_mail_carries_nothing_that_the_sender_typed(client_mail: ClientMail) -> None:
    _, mail = client_mail

    sent = mail.message().as_string()  # in which the report is base64
    assert not [text for text in ("Buy Pills", "555 0199", "spam.example.org") if text in sent]


def test_the_staff_read_everything() -> None:
    inquiry = make_full_inquiry()

    mail = write_staff_mail(inquiry)

    assert mail.subject == f"Ana Example: LinkedIn ({inquiry.reference})"
    assert mail.to == ["studio@example.org"]
    assert mail.reply_to == ["ana@example.org"]
    for line in (
        f"http://127.0.0.1:8000/admin/studio/inquiry/{inquiry.pk}/change/",
        "Name: Ana Example",
        "Email: ana@example.org",
        "Phone: +1 555 0100",
        "Package: LinkedIn Headshot session, from $300",
        "People: 3",
        "Preferred dates: Fri, Jan 8, 2027; Mon, Jan 4, 2027",
        "Verdict: Studio, stakes at least 60 of 100 (framework 2026.2)",
        "Where it appears: LinkedIn",
        "Who looks: Recruiters or employers",
        "First line <b>&",
        "Second line",
    ):
        assert line in mail.body.splitlines()


def test_the_staff_mail_says_what_was_not_given() -> None:
    mail = write_staff_mail(make_inquiry(answers=Answers(), message=""))

    for line in (
        "Phone: not given",
        "Package: not chosen",
        "Preferred dates: none given",
        "Verdict: open",
        "No questions answered.",
        "(none)",
    ):
        assert line in mail.body.splitlines()


def test_the_staff_mail_names_a_possible_duplicate() -> None:
    first = make_inquiry()
    second = make_inquiry(idempotency_key=first.idempotency_key, message="Something else.")

    mail = write_staff_mail(second)

    assert f"Possible duplicate of {first.reference}" in mail.body


@pytest.mark.parametrize(
    "address",
    ["ana@ex\N{LATIN SMALL LETTER A WITH DIAERESIS}mple.org", "o'brien+tag@example.org", f"{'a' * 60}@{'b' * 60}.org"],
)
def test_every_address_that_the_form_takes_can_be_mailed(
    address: str, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    inquiry = make_inquiry(email=address, answers=Answers())

    deliver_due_mails()

    assert [mail.state for mail in inquiry.mails.all()] == [MailState.SENT, MailState.SENT]
    assert len(mailoutbox) == 2


def test_the_client_gets_their_own_page_and_the_report(client_mail: ClientMail) -> None:
    reference, mail = client_mail

    address = f"http://127.0.0.1:8000/studio/inquiry/own/{make_token(reference)}/"
    ((html, kind),) = mail.alternatives
    ((name, pdf, pdf_kind),) = mail.attachments
    assert address in str(mail.body).splitlines()
    assert (kind, f'href="{address}"' in str(html)) == ("text/html", True)
    assert (name, pdf_kind, bytes(pdf)[:5]) == ("headshot-advice.pdf", "application/pdf", b"%PDF-")


def test_the_outbox_itself_does_not_hold_the_link_to_the_own_page() -> None:
    inquiry = make_inquiry()

    mail = inquiry.mails.get(kind=MailKind.RECEIVED)

    assert make_token(inquiry.reference) not in mail.text + mail.html


def test_what_people_typed_is_text_in_html() -> None:
    mail = write_staff_mail(make_inquiry(message="<b>bold</b> & more"))

    ((html, _),) = mail.alternatives
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in str(html)


def test_one_mailbox_gets_three_confirmations_a_day(settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    settings.LIMITS = settings.LIMITS | {"confirmations": (3, 86_400)}

    ways = ("anaexample@gmail.com", "AnaExample+tag@Gmail.com", "ana.example@gmail.com", "anaexample@googlemail.com")
    inquiries = [make_inquiry(email=email) for email in ways]

    mails = [inquiry.mails.get(kind=MailKind.RECEIVED) for inquiry in inquiries]
    assert [mail.state for mail in mails] == [MailState.WAITING] * 3 + [MailState.FAILED]
    assert mails[-1].fault == TOO_MANY
    assert try_again(mails[-1])
    assert {inquiry.mails.get(kind=MailKind.STAFF).state for inquiry in inquiries} == {MailState.WAITING}


def test_a_client_without_an_address_gets_no_mail() -> None:
    inquiry = make_inquiry(email="", phone="+1 555 0100")

    declined = post_status_mail(inquiry, Status.DECLINED)

    assert declined is None
    assert [mail.kind for mail in inquiry.mails.all()] == [MailKind.STAFF]
    assert write_staff_mail(inquiry).reply_to == []


def test_a_booking_comes_with_its_time_in_new_york_and_a_calendar_file() -> None:
    inquiry = make_inquiry()
    inquiry.session_at, inquiry.session_minutes = datetime(2027, 1, 8, 15, tzinfo=UTC), 60

    mail = post_status_mail(inquiry, Status.BOOKED)

    assert mail
    message = compose_mail(mail)
    ((name, calendar, kind),) = message.attachments
    assert message.subject == f"Your session is booked ({inquiry.reference})"
    assert "When: Friday, January 8, 2027, 10:00 AM, New York time, 60 minutes" in message.body.splitlines()
    assert (name, kind) == ("session.ics", "text/calendar; method=PUBLISH")
    assert "DTSTART;TZID=America/New_York:20270108T100000" in str(calendar)


def test_a_moved_session_says_from_when_to_when_and_the_terms() -> None:
    StudioFacts.objects.update(phone="212 555 0100", deposit="$100", cancellation="Free until Monday.")
    inquiry = make_inquiry()
    book_session(inquiry, Session(datetime(2027, 1, 8, 15, tzinfo=UTC), 60), by=None)
    record_agreement(inquiry, {"deposit": 100}, by=None)

    book_session(inquiry, Session(datetime(2027, 1, 11, 19, 30, tzinfo=UTC), 60), by=None)

    message = compose_mail(inquiry.mails.filter(kind=MailKind.BOOKED).latest("pk"))
    lines = message.body.splitlines()
    assert message.subject == f"Your session has moved ({inquiry.reference})"
    assert lines[2:4] == [
        "Before: Friday, January 8, 2027, 10:00 AM",
        "Now: Monday, January 11, 2027, 2:30 PM, New York time, 60 minutes",
    ]
    assert {"Deposit: $100", "Deposit received: $100", "If you can’t come: Free until Monday."} <= set(lines)
    assert "Need another time? Reply to this email or call 212 555 0100." in lines


@pytest.mark.parametrize(
    ("status", "subject"),
    [
        (Status.DECLINED, "About your inquiry {}"),
        (Status.CANCELLED, "Your session is canceled ({})"),
        (Status.WITHDRAWN, "Your inquiry {} is canceled"),
    ],
)
def test_each_decision_has_its_mail(status: Status, subject: str) -> None:
    inquiry = make_inquiry(name="Buy Pills", message="spam.example.org")

    mail = post_status_mail(inquiry, status)

    assert mail
    message = compose_mail(mail)
    assert message.subject == subject.format(inquiry.reference)
    assert (message.to, message.reply_to) == (["ana@example.org"], ["studio@example.org"])
    assert not [text for text in ("Buy", "Pills", "spam") if text in message.message().as_string()]


@pytest.mark.parametrize("status", [Status.NEW, Status.CONTACTED, Status.DONE, Status.NO_SHOW, Status.SPAM])
def test_other_moves_tell_the_client_nothing(status: Status) -> None:
    assert post_status_mail(make_inquiry(), status) is None


def test_a_reply_says_what_staff_wrote() -> None:
    inquiry = make_inquiry()

    message = compose_mail(post_reply(inquiry, subject="Your dates", text="January 8 is free.\n\nSam", by=make_staff()))

    assert (message.subject, message.body) == ("Your dates", "January 8 is free.\n\nSam")
    assert message.reply_to == ["studio@example.org"]
