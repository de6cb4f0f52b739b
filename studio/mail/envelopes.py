"""A mail of the outbox as it goes over the wire: sender, headers, attachments, the link to the client's own page."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from studio.inquiries.own_page import OWN_PAGE, find_own_page
from studio.inquiries.report import draw_inquiry_report
from studio.models import Mail
from studio.password_page import PASSWORD_PAGE, find_password_page


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
        message.attach("session.ics", mail.calendar, "text/calendar")
    if mail.has_report and mail.inquiry:
        message.attach("headshot-advice.pdf", draw_inquiry_report(mail.inquiry), "application/pdf")
    return message


def _find_password_page(mail: Mail) -> tuple[str, str]:
    assert mail.account  # noqa: S101  the database holds no mail about nothing
    return PASSWORD_PAGE, find_password_page(mail.account)
