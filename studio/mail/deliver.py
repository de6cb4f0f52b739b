"""Deliver the outbox: one task sends one email, or calls one webhook.

The task claims the email first, and records the result at once.

The queue runs each task once. It neither retries nor notices a killed worker. The row of the email says when it is due,
and `recover_mails` queues it again.
"""

import logging
import time
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import cast

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError, close_old_connections, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from decision.core.advice import advise
from decision.core.packages import list_packages
from decision.core.turnaround import find_today
from decision.pdf.client import PdfError
from decision.pdf.report import ReportOrder, draw_report
from studio.links import OWN_PAGE, PASSWORD_PAGE, find_own_page, find_own_time, find_password_page
from studio.mail import webhooks
from studio.mail.calendar import read_method
from studio.models import Inquiry, Mail, MailState
from studio.models.mail import WEBHOOKS

logger = logging.getLogger(__name__)

# Delays between attempts. After the last one the email has failed, and staff see it.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
# Seconds between attempts to record that an email was sent while the database is unavailable: an email without that
# record would be sent again. All together less than MAIL_LEASE.
RECORD_PAUSES = (0, 1, 2, 4, 8, 16, 32)
# SMTP replies from 500 on mean: do not send this again.
FINAL = 500
MOST_REFERENCES = 10
ATTACHED = "It is attached as a PDF too."
LEFT_OUT = "We couldn’t attach it as a PDF. Your own page has one."
"""What the email says instead when the report could not be drawn."""
MOST_DRAWINGS = 2
"""Attempts at an email after which it goes without a report that can't be drawn."""

DUE = (MailState.WAITING, MailState.PERHAPS)


@task()
def deliver(mail_id: int) -> None:
    """Send one email if it is due, and record the result."""
    mail = _claim(mail_id)
    if mail and mail.kind in WEBHOOKS:
        _call_webhook(mail)
    elif mail:
        _send(mail)


def _claim(mail_id: int) -> Mail | None:
    """Mark an email as being sent; None when it is not due, or another worker has it."""
    now = timezone.now()
    due = Mail.objects.filter(pk=mail_id, state__in=DUE, due_at__lte=now)
    if not due.update(state=MailState.SENDING, attempts=F("attempts") + 1, tried_at=now):
        return None
    return Mail.objects.select_related("inquiry", "account", "sign_up").get(pk=mail_id)


def _send(mail: Mail) -> None:
    connection = get_connection()
    try:
        message = compose_mail(mail)
        connection.open()
    except Exception as error:  # nothing was sent yet
        _postpone(mail, error, MailState.WAITING)
    else:
        _transmit(mail, message, connection)


def _transmit(mail: Mail, message: EmailMessage, connection: BaseEmailBackend) -> None:
    try:
        connection.send_messages([message])
    except (SMTPResponseException, SMTPRecipientsRefused) as error:  # the server refused it
        _postpone(mail, error, MailState.FAILED if _is_final(error) else MailState.WAITING)
    except Exception as error:  # the connection broke: the server may have accepted it
        _postpone(mail, error, MailState.PERHAPS)
    else:
        _record_sent(mail)
    finally:
        with suppress(OSError, SMTPException):
            connection.close()


def _call_webhook(mail: Mail) -> None:
    try:
        connection = webhooks.connect(mail)
    except webhooks.WebhookRefused as error:
        _postpone(mail, error, MailState.FAILED)
        return
    except Exception as error:  # nothing was sent yet
        _postpone(mail, error, MailState.WAITING)
        return
    try:
        webhooks.send(mail, connection)
    except webhooks.WebhookRefused as error:
        _postpone(mail, error, MailState.FAILED)
    except webhooks.NotAccepted as error:
        _postpone(mail, error, MailState.WAITING)
    except Exception as error:  # the connection broke: the receiver may have it
        _postpone(mail, error, MailState.PERHAPS)
    else:
        _record_sent(mail)
    finally:
        connection.close()


def _record_sent(mail: Mail) -> None:
    """Record that the server has accepted an email; wait for a database that is briefly unavailable.

    Raises:
        OperationalError: it stays unavailable. The email counts as perhaps sent when MAIL_LEASE has passed.
    """
    sent_at = timezone.now()
    for pause in RECORD_PAUSES:
        with suppress(OperationalError):
            _record(mail, state=MailState.SENT, sent_at=sent_at, due_at=None, fault="")
            return
        logger.warning("Email %d was sent, but the database could not record it.", mail.pk)
        time.sleep(pause)
        close_old_connections()
    _record(mail, state=MailState.SENT, sent_at=sent_at, due_at=None, fault="")


def _is_final(error: SMTPResponseException | SMTPRecipientsRefused) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= FINAL for code, _ in error.recipients.values())
    return error.smtp_code >= FINAL


def _postpone(mail: Mail, error: Exception, state: MailState) -> None:
    """Record an error and, unless it is final, schedule the next attempt."""
    # Only the type of the error: its text may contain addresses.
    fault = type(error).__name__
    logger.warning("Attempt %d for email %d failed: %s.", mail.attempts, mail.pk, fault)
    if state == MailState.FAILED or mail.attempts > len(PAUSES):
        logger.error("Email %d failed for good.", mail.pk)
        _record(mail, state=MailState.FAILED, due_at=None, fault=fault)
        return
    due_at = timezone.now() + PAUSES[mail.attempts - 1]
    with transaction.atomic():
        if _record(mail, state=state, due_at=due_at, fault=fault):
            deliver.using(run_after=due_at).enqueue(mail.pk)


def _record(mail: Mail, **what: str | datetime | None) -> bool:
    """Record the result of this attempt, unless a later one has begun."""
    return bool(Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts).update(**what))


def recover_mails(now: datetime | None = None) -> int:
    """Queue again what a killed worker was sending; return how many emails.

    An email that was being sent may have been accepted: it is marked as perhaps sent, and sent again with the same
    Message-ID. An email whose task was lost before that is simply queued again.
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


def delete_finished_tasks(now: datetime | None = None) -> None:
    """Delete finished tasks after a day. The row of the email is the record."""
    before = (now or timezone.now()) - timedelta(days=1)
    DBTaskResult.objects.finished().filter(finished_at__lte=before).delete()


def compose_mail(mail: Mail) -> EmailMultiAlternatives:
    """Return the message, the same at every attempt. But a report that can't be drawn is left out in the end.

    Raises:
        PdfBusyError, PdfError: the report could not be drawn just now.
    """
    mark, page = _find_link(mail)
    report = _draw_report(mail) if mail.has_report and mail.inquiry else b""
    text, html = (part.replace(mark, page) for part in (mail.text, mail.html))
    if mail.has_report and not report:
        text, html = (part.replace(ATTACHED, LEFT_OUT) for part in (text, html))
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=_list_headers(mail),
    )
    if html:
        message.attach_alternative(html, "text/html")
    if mail.calendar:
        message.attach("session.ics", mail.calendar, f"text/calendar; method={read_method(mail.calendar)}")
    if report:
        message.attach("headshot-advice.pdf", report, "application/pdf")
    return message


def _draw_report(mail: Mail) -> bytes:
    """Draw the report of an inquiry; b"" when that has failed several times."""
    try:
        return draw_inquiry_report(cast(Inquiry, mail.inquiry))
    except PdfError:
        if mail.attempts <= MOST_DRAWINGS:
            raise
        logger.exception("The report of email %d can't be drawn; the email goes without it.", mail.pk)
        return b""


def _find_link(mail: Mail) -> tuple[str, str]:
    """Return the placeholder of the link with a token, and the link."""
    if mail.sign_up:
        return OWN_PAGE, find_own_time(mail.sign_up)
    if mail.inquiry:
        return OWN_PAGE, find_own_page(mail.inquiry)
    return (PASSWORD_PAGE, find_password_page(mail.account)) if mail.account else (OWN_PAGE, "")


def _list_headers(mail: Mail) -> dict[str, str]:
    """Return the headers that group a conversation in mail programs, and mark what no person wrote."""
    headers = {"Message-ID": mail.message_id}
    if mail.by_id is None:
        headers["Auto-Submitted"] = "auto-generated"
    earlier = Mail.objects.filter(inquiry=mail.inquiry_id, to=mail.to, pk__lt=mail.pk).order_by("-pk")
    before = list(earlier.values_list("message_id", flat=True)[:MOST_REFERENCES]) if mail.inquiry_id else []
    if before:
        headers |= {"In-Reply-To": before[0], "References": " ".join(reversed(before))}
    return headers


def draw_inquiry_report(inquiry: Inquiry) -> bytes:
    """Return the PDF that the result page offers for these answers, by the framework that gave the advice.

    Raises:
        PdfBusyError: try again in some seconds.
        PdfError: it cannot be drawn.
    """
    offers = list_packages()
    advice = advise(inquiry.framework, inquiry.read_answers(), offers)
    return draw_report(ReportOrder(advice, offers, find_today(), kept=inquiry.kept))
