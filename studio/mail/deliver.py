"""DELIVER"""

import logging
import time
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError, close_old_connections, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from studio.accounts.password_page import PASSWORD_PAGE, find_password_page
from studio.inquiries.own_page import OWN_PAGE, find_own_page
from studio.inquiries.report import draw_inquiry_report
from studio.mail.calendar import read_method
from studio.models import Mail, MailState


def compose_mail(mail: Mail) -> EmailMultiAlternatives:
    """Return the message, the same at every attempt.

    Raises:
        PressBusyError: the report could not be drawn just now.
    """
    mark, page = (OWN_PAGE, find_own_page(mail.inquiry)) if mail.inquiry else _find_password_page(mail)
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text.replace(mark, page),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html.replace(mark, page), "text/html")
    if mail.calendar:
        message.attach("session.ics", mail.calendar, f"text/calendar; method={read_method(mail.calendar)}")
    if mail.has_report and mail.inquiry:
        message.attach("headshot-advice.pdf", draw_inquiry_report(mail.inquiry), "application/pdf")
    return message


def _find_password_page(mail: Mail) -> tuple[str, str]:
    assert mail.account  # noqa: S101  the database holds no mail about nothing
    return PASSWORD_PAGE, find_password_page(mail.account)


logger = logging.getLogger(__name__)

# Minutes between one attempt and the next; after the last the mail has failed, and staff see it.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
# Seconds between one try and the next to record that a mail was sent, while the database is gone: what is not recorded
# goes out again. All together less than MAIL_LEASE.
RECORD_PAUSES = (0, 1, 2, 4, 8, 16, 32)
# A reply of 5xx means: do not send this again.
FINAL = 500

DUE = (MailState.WAITING, MailState.PERHAPS)


@task()
def deliver(mail_id: int) -> None:
    """Send one mail if it is due, and record what became of it."""
    mail = _claim(mail_id)
    if mail:
        _send(mail)


def _claim(mail_id: int) -> Mail | None:
    """Mark a mail as being sent; None when it is not due, or another worker has it."""
    now = timezone.now()
    due = Mail.objects.filter(pk=mail_id, state__in=DUE, due_at__lte=now)
    if not due.update(state=MailState.SENDING, attempts=F("attempts") + 1, tried_at=now):
        return None
    return Mail.objects.select_related("inquiry", "account").get(pk=mail_id)


def _send(mail: Mail) -> None:
    connection = get_connection()
    try:
        message = compose_mail(mail)
        connection.open()
    except Exception as error:  # whatever it is, nothing has left the house
        _put_off(mail, error, MailState.WAITING)
    else:
        _hand_over(mail, message, connection)


def _hand_over(mail: Mail, message: EmailMessage, connection: BaseEmailBackend) -> None:
    try:
        connection.send_messages([message])
    except (SMTPResponseException, SMTPRecipientsRefused) as error:  # the server said no
        _put_off(mail, error, MailState.FAILED if _is_final(error) else MailState.WAITING)
    except Exception as error:  # the line broke: the server may have taken it
        _put_off(mail, error, MailState.PERHAPS)
    else:
        _record_sent(mail)
    finally:
        with suppress(OSError, SMTPException):
            connection.close()


def _record_sent(mail: Mail) -> None:
    """Write down that the server has taken a mail, and wait for a database that is gone for a moment.

    Raises:
        OperationalError: it stays away. The mail counts as perhaps sent when MAIL_LEASE has passed.
    """
    sent_at = timezone.now()
    for pause in RECORD_PAUSES:
        with suppress(OperationalError):
            _record(mail, state=MailState.SENT, sent_at=sent_at, due_at=None, fault="")
            return
        logger.warning("Mail %d was sent; the database does not take the record.", mail.pk)
        time.sleep(pause)
        close_old_connections()
    _record(mail, state=MailState.SENT, sent_at=sent_at, due_at=None, fault="")


def _is_final(error: SMTPResponseException | SMTPRecipientsRefused) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= FINAL for code, _ in error.recipients.values())
    return error.smtp_code >= FINAL


def _put_off(mail: Mail, error: Exception, state: MailState) -> None:
    """Record a fault and, unless it is final, the next attempt."""
    # The type of the fault only: its text can hold addresses.
    fault = type(error).__name__
    logger.warning("Attempt %d of mail %d met %s.", mail.attempts, mail.pk, fault)
    if state == MailState.FAILED or mail.attempts > len(PAUSES):
        logger.error("Mail %d failed for good.", mail.pk)
        _record(mail, state=MailState.FAILED, due_at=None, fault=fault)
        return
    due_at = timezone.now() + PAUSES[mail.attempts - 1]
    with transaction.atomic():
        if _record(mail, state=state, due_at=due_at, fault=fault):
            deliver.using(run_after=due_at).enqueue(mail.pk)


def _record(mail: Mail, **what: str | datetime | None) -> bool:
    """Write down what became of this attempt, unless a later one has begun."""
    return bool(Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts).update(**what))


def recover_mails(now: datetime | None = None) -> int:
    """Put back in the queue what a killed worker had in its hands; return how many mails.

    A mail that was being sent may have been accepted: it is marked as perhaps sent, and goes again under the same
    Message-ID. A mail whose task was lost before that is simply queued again.
    """
    now = now or timezone.now()
    lost_since = now - timedelta(seconds=settings.MAIL_LEASE)
    with transaction.atomic():
        DBTaskResult.objects.running().filter(started_at__lte=lost_since).delete()
        Mail.objects.filter(state=MailState.SENDING, tried_at__lte=lost_since).update(
            state=MailState.PERHAPS, due_at=lost_since
        )
        lost = list(Mail.objects.filter(state__in=DUE, due_at__lte=lost_since).values_list("pk", flat=True))
        Mail.objects.filter(pk__in=lost).update(due_at=now)
        for mail_id in lost:
            deliver.enqueue(mail_id)
    return len(lost)


def forget_finished_tasks(now: datetime | None = None) -> None:
    """Delete the queue's own rows a day after they are done: the mail's row is the record."""
    before = (now or timezone.now()) - timedelta(days=1)
    DBTaskResult.objects.finished().filter(finished_at__lte=before).delete()
