"""Webhooks: what they say, how they are signed, tried again and given up, and which addresses are never called."""

import hashlib
import hmac
import json
import time
from datetime import timedelta

import pytest
from pytest_django import Settings

from studio.inquiries.erasure import erase
from studio.inquiries.spam import Clues
from studio.inquiries.status import change_status
from studio.mail import webhooks
from studio.mail.deliver import PAUSES
from studio.mail.outbox import try_again
from studio.mail.webhooks import is_public
from studio.models import Inquiry, Mail, MailState, Status
from studio.models.mail import WEBHOOKS
from tests.studio.factories import make_answers, make_inquiry
from tests.studio.mail.receiver import HANGS_UP, NEVER_ENDS, Receiver, receive
from tests.studio.outgoing import deliver_due_mails, let_time_pass

pytestmark = pytest.mark.django_db

SECRET = "a-secret-of-more-than-32-characters"


@pytest.fixture(autouse=True)
def allowed(settings: Settings) -> None:
    settings.ALLOW_PRIVATE_WEBHOOKS = True
    settings.INQUIRY_WEBHOOK_SECRET = SECRET


def announce(settings: Settings, receiver: Receiver, **changes: object) -> Inquiry:
    """Receive an inquiry, and let the worker announce it to the signed webhook."""
    settings.INQUIRY_WEBHOOK = f"{receiver.address}/hook?from=advisor"
    inquiry = make_inquiry(**{"answers": make_answers(use="linkedin")} | changes)
    deliver_due_mails()
    return inquiry


def find_notice() -> Mail:
    return Mail.objects.get(kind__in=WEBHOOKS)


def test_without_settings_nothing_is_written() -> None:
    make_inquiry()

    assert not Mail.objects.filter(kind__in=WEBHOOKS).exists()


def test_a_new_inquiry_is_announced_without_what_the_client_typed(settings: Settings) -> None:
    with receive(204) as receiver:
        inquiry = announce(settings, receiver, people=12)

    (notice,) = receiver.notices
    assert notice.path == "/hook?from=advisor"
    assert notice.headers["Content-Type"] == "application/json"
    assert json.loads(notice.body) == {
        "event": "inquiry.received",
        "reference": inquiry.reference,
        "received_at": inquiry.created_at.isoformat(timespec="seconds"),
        "use": "linkedin",
        "people": 12,
        "link": f"{settings.SITE_URL}/admin/studio/inquiry/{inquiry.pk}/change/",
    }
    assert find_notice().state == MailState.SENT


def test_it_is_signed_with_the_secret_and_the_time(settings: Settings) -> None:
    with receive(200) as receiver:
        announce(settings, receiver)

    (notice,) = receiver.notices
    at = notice.headers["X-Webhook-Timestamp"]
    expected = hmac.new(SECRET.encode(), at.encode() + b"." + notice.body, hashlib.sha256).hexdigest()
    assert notice.headers["X-Webhook-Signature"] == f"sha256={expected}"
    assert abs(int(at) - time.time()) < 60
    assert notice.headers["X-Webhook-Id"] == find_notice().message_id.strip("<>")


def test_a_chat_gets_one_line(settings: Settings) -> None:
    with receive(200) as receiver:
        settings.SLACK_WEBHOOK = f"{receiver.address}/services/T0/B0/x"
        inquiry = make_inquiry(answers=make_answers(use="linkedin"))
        deliver_due_mails()

    (notice,) = receiver.notices
    link = f"{settings.SITE_URL}/admin/studio/inquiry/{inquiry.pk}/change/"
    assert json.loads(notice.body) == {
        "text": f"New inquiry {inquiry.reference}: {inquiry.get_main_use_display()}, 1 person. <{link}|Open it>"
    }
    assert notice.headers["X-Webhook-Signature"] is None


def test_suspected_spam_is_announced_when_staff_clear_it(settings: Settings) -> None:
    with receive(200) as receiver:
        inquiry = announce(settings, receiver, clues=Clues(trap="filled"))
        before = len(receiver.notices)
        change_status(inquiry, to=Status.NEW, by=None)
        deliver_due_mails()

    assert (before, len(receiver.notices)) == (0, 1)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_receiver_with_a_fault_is_tried_again(settings: Settings, status: int) -> None:
    with receive(status, 200) as receiver:
        announce(settings, receiver)
        waiting = find_notice()
        let_time_pass(PAUSES[0])
        deliver_due_mails()

    first, second = receiver.notices
    assert (waiting.state, waiting.fault) == (MailState.WAITING, "NotAccepted")
    assert (find_notice().state, find_notice().attempts) == (MailState.SENT, 2)
    assert first.headers["X-Webhook-Id"] == second.headers["X-Webhook-Id"]


@pytest.mark.parametrize("status", [301, 307, 400, 404, 410])
def test_a_refusal_is_final_and_a_redirect_is_not_followed(settings: Settings, status: int) -> None:
    with receive(status) as receiver:
        announce(settings, receiver)

    assert len(receiver.notices) == 1
    assert (find_notice().state, find_notice().fault) == (MailState.FAILED, "WebhookRefused")


def test_staff_try_again_what_failed(settings: Settings) -> None:
    with receive(404, 200) as receiver:
        announce(settings, receiver)
        was_tried = try_again(find_notice())
        deliver_due_mails()

    assert was_tried
    assert find_notice().state == MailState.SENT


def test_a_receiver_that_hangs_up_has_perhaps_taken_it(settings: Settings) -> None:
    with receive(HANGS_UP) as receiver:
        announce(settings, receiver)

    assert len(receiver.notices) == 1
    assert find_notice().state == MailState.PERHAPS


def test_a_receiver_that_never_finishes_is_left(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "LONGEST_ANSWER", 0.05)
    with receive(NEVER_ENDS) as receiver:
        announce(settings, receiver)

    assert find_notice().state == MailState.PERHAPS


def test_nobody_listening_is_tried_again(settings: Settings) -> None:
    with receive(200) as receiver:
        pass

    announce(settings, receiver)

    assert (find_notice().state, find_notice().fault) == (MailState.WAITING, "ConnectionRefusedError")


def test_https_is_never_left_for_plain_text(settings: Settings) -> None:
    with receive(200) as receiver:
        receiver.address = receiver.address.replace("http:", "https:")
        announce(settings, receiver)

    assert receiver.notices == []
    assert (find_notice().state, find_notice().fault) == (MailState.WAITING, "SSLError")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f000001"])
def test_a_private_address_is_not_called_unless_allowed(settings: Settings, host: str) -> None:
    settings.ALLOW_PRIVATE_WEBHOOKS = False
    with receive(200) as receiver:
        settings.INQUIRY_WEBHOOK = f"http://{host}:{receiver.server_port}/"
        make_inquiry(answers=make_answers(use="linkedin"))
        deliver_due_mails()

    assert receiver.notices == []
    assert (find_notice().state, find_notice().fault) == (MailState.FAILED, "NotPublic")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  nothing is bound to it
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.1.2.3", False),
        ("64:ff9b::10.1.2.3", False),
        ("2002:a01:203::1", False),
    ],
)
def test_public_addresses(address: str, expected: bool) -> None:
    assert is_public(address) is expected


def test_a_webhook_taken_out_of_the_settings_is_called_no_more(settings: Settings) -> None:
    with receive(503) as receiver:
        announce(settings, receiver)
        settings.INQUIRY_WEBHOOK = ""
        let_time_pass(PAUSES[0])
        deliver_due_mails()

    assert len(receiver.notices) == 1
    assert (find_notice().state, find_notice().fault) == (MailState.FAILED, "NoWebhook")


def test_an_erased_inquiry_is_announced_no_more(settings: Settings) -> None:
    with receive(503) as receiver:
        erase([announce(settings, receiver)], why="asked")
        let_time_pass(timedelta(days=1))
        deliver_due_mails()

    assert len(receiver.notices) == 1
    assert not Mail.objects.exists()


def test_addresses_and_secrets_are_not_logged(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with receive(404) as receiver:
        announce(settings, receiver)

    assert [record.getMessage() for record in caplog.records] == [
        f"Attempt 1 for email {find_notice().pk} failed: WebhookRefused.",
        f"Email {find_notice().pk} failed for good.",
    ]
