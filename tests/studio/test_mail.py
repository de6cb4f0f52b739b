from datetime import date

import pytest
from django.core.mail import EmailMessage

from decision.answers import Answers
from studio.mail import send_received_mails, write_client_mail, write_staff_mail
from studio.models import Inquiry, MailState, Package
from tests.studio.factories import make_answers, make_inquiry

pytestmark = pytest.mark.django_db


def make_full_inquiry() -> Inquiry:
    return make_inquiry(
        phone="+1 555 0100",
        package=Package.objects.get(slug="linkedin-headshot"),
        people=3,
        dates=(date(2027, 1, 8), date(2027, 1, 4)),
        message="First line <b>&\nSecond line",
    )


def test_the_client_reads_the_reference_and_that_nothing_is_booked() -> None:
    inquiry = make_full_inquiry()

    mail = write_client_mail(inquiry)

    assert mail.subject == f"We have your inquiry {inquiry.reference}"
    assert mail.to == ["ana@example.org"]
    assert mail.reply_to == ["studio@example.org"]
    assert mail.from_email == "Headshot Advisor <advisor@example.org>"
    assert f"Its reference is {inquiry.reference}." in mail.body
    assert "Nothing is booked yet." in mail.body


def test_the_client_mail_links_to_the_result() -> None:
    mail = write_client_mail(make_full_inquiry())

    address = "http://127.0.0.1:8000/advice/result/?use=linkedin&viewer=recruiters&place=nyc&budget=300-1049"
    assert address in mail.body.splitlines()


@pytest.mark.parametrize("answers", [Answers(), make_answers(use="linkedin")])
def test_without_a_verdict_there_is_no_result_to_link_to(answers: Answers) -> None:
    mail = write_client_mail(make_inquiry(answers=answers))

    assert "http" not in mail.body


def test_the_client_mail_carries_nothing_that_the_sender_typed() -> None:
    inquiry = make_inquiry(
        name="Buy Pills", email="victim@example.org", phone="555 0199", message="http://spam.example.org"
    )

    mail = write_client_mail(inquiry)

    sent = mail.message().as_string()
    assert not [text for text in ("Buy", "Pills", "555 0199", "spam") if text in sent]


def test_the_staff_read_everything() -> None:
    inquiry = make_full_inquiry()

    mail = write_staff_mail(inquiry)

    assert mail.subject == f"Inquiry {inquiry.reference}: LinkedIn"
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
        "Verdict: Studio, stakes at least 60 of 100 (framework 2026.1)",
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
def test_every_address_that_the_form_takes_can_be_mailed(address: str, mailoutbox: list[EmailMessage]) -> None:
    inquiry = make_inquiry(email=address)

    send_received_mails(inquiry)

    assert (inquiry.client_mail, inquiry.staff_mail) == (MailState.SENT, MailState.SENT)
    assert len(mailoutbox) == 2
