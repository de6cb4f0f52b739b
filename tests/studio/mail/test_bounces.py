"""A bounce marks our email as failed; a delay, or a bounce of another email, changes nothing."""

from email import message_from_string, policy
from email.message import EmailMessage

import pytest
from django.utils import timezone

from studio.mail.bounces import RETURNED, is_bounce, record_bounce
from studio.models import Mail, MailKind, MailState
from tests.studio.factories import make_inquiry

pytestmark = pytest.mark.django_db

WHOLE = "message/rfc822"
HEADERS_ONLY = "text/rfc822-headers"


@pytest.fixture
def sent() -> Mail:
    make_inquiry()
    mail = Mail.objects.get(kind=MailKind.RECEIVED)
    mail.state, mail.sent_at = MailState.SENT, timezone.now()
    mail.save()
    return mail


def write_bounce(message_id: str, *, action: str = "failed", returned_as: str = WHOLE) -> EmailMessage:
    text = f"""From: MAILER-DAEMON@example.org
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain

I'm sorry.
--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; ana@example.org
Action: {action}
Status: 5.1.1

--part
Content-Type: {returned_as}

Message-ID: {message_id}
To: ana@example.org

--part--
"""
    return message_from_string(text, policy=policy.default)


@pytest.mark.parametrize("returned_as", [WHOLE, HEADERS_ONLY])
def test_what_comes_back_has_failed(sent: Mail, returned_as: str) -> None:
    bounce = write_bounce(sent.message_id, returned_as=returned_as)

    assert is_bounce(bounce)
    assert record_bounce(bounce)
    sent.refresh_from_db()
    assert (sent.state, sent.fault) == (MailState.FAILED, RETURNED)


@pytest.mark.parametrize("changed", [{"action": "delayed"}, {"message_id": "<other@example.org>"}])
def test_a_delay_and_an_email_of_others_change_nothing(sent: Mail, changed: dict[str, str]) -> None:
    bounce = write_bounce(**({"message_id": sent.message_id} | changed))

    assert not record_bounce(bounce)
    sent.refresh_from_db()
    assert sent.state == MailState.SENT


def test_an_answer_is_no_bounce() -> None:
    assert not is_bounce(message_from_string("Subject: Re: hello\n\nYes.\n", policy=policy.default))
