"""The mails that go out when an inquiry was kept."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from decision.addresses import write_address
from decision.presenting import list_answered
from studio.models import Inquiry, MailState

logger = logging.getLogger(__name__)


def send_received_mails(inquiry: Inquiry, *, mailer: BaseEmailBackend | None = None) -> None:
    """Mail the client and the staff, and record on the inquiry which of the two went out."""
    inquiry.client_mail = _send(write_client_mail(inquiry), mailer)
    inquiry.staff_mail = _send(write_staff_mail(inquiry), mailer)
    inquiry.mailed_at = timezone.now()
    inquiry.save(update_fields=["client_mail", "staff_mail", "mailed_at"])


def _send(message: EmailMessage, mailer: BaseEmailBackend | None) -> MailState:
    message.connection = mailer
    try:
        message.send()
    except (OSError, SMTPException, ValueError) as error:  # ValueError: an address that cannot be written in a header
        # The type of the fault only: its text can hold addresses.
        logger.error("A mail could not be sent: %s", type(error).__name__)
        return MailState.FAILED
    return MailState.SENT


def write_client_mail(inquiry: Inquiry) -> EmailMessage:
    """Return the client's confirmation.

    It says nothing that the sender typed, not even the name: the address may be a stranger's, and the form
    must not carry anybody's words there.
    """
    answers = inquiry.read_answers()
    result = settings.SITE_URL + write_address("decision:result", answers, **inquiry.kept) if inquiry.verdict else ""
    return EmailMessage(
        subject=f"We have your inquiry {inquiry.reference}",
        body=render_to_string("mail/client_received.txt", {"inquiry": inquiry, "result": result}),
        to=[inquiry.email],
        reply_to=[settings.STUDIO_EMAIL],
    )


def write_staff_mail(inquiry: Inquiry) -> EmailMessage:
    """Return the studio's copy: everything that was sent, with the client as Reply-To."""
    context = {
        "inquiry": inquiry,
        "answers": list_answered(inquiry.framework, inquiry.read_answers()),
        "desk": settings.SITE_URL + reverse("admin:studio_inquiry_change", args=[inquiry.pk]),
    }
    return EmailMessage(
        subject=f"Inquiry {inquiry.reference}: {inquiry.get_main_use_display() or 'no answers yet'}",
        body=render_to_string("mail/staff_received.txt", context),
        to=[settings.STUDIO_EMAIL],
        reply_to=[inquiry.email],
    )
