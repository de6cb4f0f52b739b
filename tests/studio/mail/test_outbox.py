"""An email is written with the inquiry, sent, tried again, given up, or taken over from a killed worker."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from decision.pdf.client import PdfError
from studio.inquiries.receive import receive_inquiry
from studio.mail.deliver import ATTACHED, LEFT_OUT, PAUSES, delete_finished_tasks, deliver, recover_mails
from studio.mail.outbox import discard_mails, release_mails, try_again
from studio.models import Inquiry, Mail, MailKind, MailState
from tests.studio.factories import make_answers, make_inquiry, make_submission
from tests.studio.outgoing import deliver_due_mails, let_time_pass

pytestmark = pytest.mark.django_db

SERVERS = "tests.studio.mail_servers"


def make_quiet_inquiry() -> Inquiry:
    """An inquiry whose emails have no report to draw."""
    return make_inquiry(answers=make_answers(use="linkedin"))


def list_states() -> list[tuple[str, str]]:
    return list(Mail.objects.values_list("kind", "state"))


def test_inquiry_and_mails_are_written_together() -> None:
    inquiry = make_inquiry()

    assert list_states() == [("received", "waiting"), ("staff", "waiting")]
    assert DBTaskResult.objects.count() == 2
    assert {mail.inquiry for mail in Mail.objects.all()} == {inquiry}


def test_what_is_not_committed_leaves_neither_inquiry_nor_mail() -> None:
    with transaction.atomic():
        make_inquiry()
        transaction.set_rollback(True)

    assert (Inquiry.objects.count(), Mail.objects.count(), DBTaskResult.objects.count()) == (0, 0, 0)


def test_the_worker_sends_what_waits(mailoutbox: list[EmailMessage]) -> None:
    make_quiet_inquiry()

    deliver_due_mails()

    assert [message.to for message in mailoutbox] == [["ana@example.org"], ["studio@example.org"]]
    assert list_states() == [("received", "sent"), ("staff", "sent")]
    assert [mail.attempts for mail in Mail.objects.all()] == [1, 1]


def test_a_second_round_sends_nothing_twice(mailoutbox: list[EmailMessage]) -> None:
    make_quiet_inquiry()
    deliver_due_mails()

    deliver.enqueue(Mail.objects.earliest("pk").pk)
    deliver_due_mails()

    assert len(mailoutbox) == 2


def test_sent_twice_one_inquiry_writes_two_mails() -> None:
    submission = make_submission()

    receive_inquiry(submission)
    receive_inquiry(submission)

    assert Mail.objects.count() == 2


def test_a_server_that_is_down_is_tried_again_later(settings: Settings, mailoutbox: list[EmailMessage]) -> None:
    make_quiet_inquiry()
    settings.EMAIL_BACKEND = f"{SERVERS}.Unreachable"
    deliver_due_mails()
    first = Mail.objects.earliest("pk")
    assert (first.state, first.attempts, first.fault) == (MailState.WAITING, 1, "ConnectionRefusedError")
    assert first.tried_at
    assert first.due_at
    assert timedelta(seconds=59) < first.due_at - first.tried_at < timedelta(seconds=61)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    deliver_due_mails()
    too_early = len(mailoutbox)
    let_time_pass(PAUSES[0])
    deliver_due_mails()

    assert (too_early, len(mailoutbox)) == (0, 2)
    assert list_states() == [("received", "sent"), ("staff", "sent")]


def test_after_the_last_attempt_a_mail_has_failed_and_can_be_tried_by_hand(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    make_quiet_inquiry()
    settings.EMAIL_BACKEND = f"{SERVERS}.Busy"
    for pause in (*PAUSES, timedelta(0)):
        deliver_due_mails()
        let_time_pass(pause)
    assert list_states() == [("received", "failed"), ("staff", "failed")]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    first = Mail.objects.earliest("pk")

    tried = (try_again(first), try_again(first))
    deliver_due_mails()

    assert tried == (True, False)
    assert len(mailoutbox) == 1


def test_a_confirmation_goes_without_a_report_that_cannot_be_drawn(
    monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMessage]
) -> None:
    def fail(_: Inquiry) -> bytes:
        raise PdfError

    monkeypatch.setattr("studio.mail.deliver.draw_inquiry_report", fail)
    mail = make_inquiry().mails.get(kind=MailKind.RECEIVED)

    for _ in range(3):
        deliver_due_mails()
        let_time_pass(timedelta(hours=1))

    confirmation = next(message for message in mailoutbox if message.to == [mail.to])
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, confirmation.attachments) == (MailState.SENT, 3, [])
    assert (ATTACHED in confirmation.body, LEFT_OUT in confirmation.body) == (False, True)


def test_a_refused_mailbox_is_final_and_stops_no_other_mail(settings: Settings, mailoutbox: list[EmailMessage]) -> None:
    make_quiet_inquiry()
    settings.EMAIL_BACKEND = f"{SERVERS}.Picky"

    deliver_due_mails()

    assert list_states() == [("received", "failed"), ("staff", "sent")]
    assert Mail.objects.earliest("pk").fault == "SMTPRecipientsRefused"
    assert len(mailoutbox) == 1


def test_a_line_that_breaks_means_perhaps_sent_and_the_same_message_id(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    make_quiet_inquiry()
    settings.EMAIL_BACKEND = f"{SERVERS}.BreaksOff"
    deliver_due_mails()
    assert list_states() == [("received", "perhaps"), ("staff", "perhaps")]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    let_time_pass(PAUSES[0])
    deliver_due_mails()

    sent = [message.extra_headers["Message-ID"] for message in mailoutbox]
    assert sent[:2] == sent[2:] == list(Mail.objects.values_list("message_id", flat=True))
    assert list_states() == [("received", "sent"), ("staff", "sent")]


def test_an_email_of_a_worker_killed_while_sending_is_sent_again(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    inquiry = make_quiet_inquiry()
    inquiry.mails.filter(kind=MailKind.STAFF).delete()
    mail = inquiry.mails.get()
    settings.EMAIL_BACKEND = f"{SERVERS}.Killed"
    with pytest.raises(KeyboardInterrupt):
        deliver.func(mail.pk)
    assert list_states() == [("received", "sending")]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    too_early = recover_mails()
    let_time_pass(timedelta(seconds=settings.MAIL_LEASE + 1))
    deliver_due_mails()

    assert too_early == 0
    assert [message.extra_headers["Message-ID"] for message in mailoutbox] == [mail.message_id] * 2
    assert list_states() == [("received", "sent")]


def test_a_killed_worker_shows_as_perhaps_sent(settings: Settings) -> None:
    inquiry = make_quiet_inquiry()
    settings.EMAIL_BACKEND = f"{SERVERS}.Killed"
    with pytest.raises(KeyboardInterrupt):
        deliver.func(inquiry.mails.earliest("pk").pk)
    let_time_pass(timedelta(seconds=settings.MAIL_LEASE + 1))

    recover_mails()

    assert inquiry.mails.earliest("pk").state == MailState.PERHAPS


def test_a_task_lost_before_its_mail_was_touched_is_replaced(mailoutbox: list[EmailMessage]) -> None:
    make_quiet_inquiry()
    DBTaskResult.objects.all().delete()
    let_time_pass(timedelta(hours=1))

    found = recover_mails()
    found_again = recover_mails()
    deliver_due_mails()

    assert (found, found_again) == (2, 0)
    assert len(mailoutbox) == 2


def test_held_mails_leave_when_they_are_released(mailoutbox: list[EmailMessage]) -> None:
    inquiry = make_quiet_inquiry()
    inquiry.mails.update(state=MailState.HELD)
    deliver_due_mails()
    before = len(mailoutbox)

    released = (release_mails(inquiry), release_mails(inquiry))
    deliver_due_mails()

    assert (before, released, len(mailoutbox)) == (0, (2, 0), 2)


def test_a_discarded_email_is_deleted_and_its_task_does_nothing(mailoutbox: list[EmailMessage]) -> None:
    inquiry = make_quiet_inquiry()

    discard_mails(inquiry)
    deliver_due_mails()

    assert (Mail.objects.count(), mailoutbox) == (0, [])
    assert DBTaskResult.objects.failed().count() == 0


def test_finished_tasks_are_forgotten_after_a_day() -> None:
    make_quiet_inquiry()
    deliver_due_mails()
    now = DBTaskResult.objects.latest("finished_at").finished_at
    assert now

    delete_finished_tasks(now + timedelta(hours=23))
    kept = DBTaskResult.objects.count()
    delete_finished_tasks(now + timedelta(hours=25))

    assert (kept, DBTaskResult.objects.count()) == (2, 0)
