"""Bounces: reports of mail servers that an email of ours could not be delivered (RFC 3464)."""

from email.message import Message
from email.parser import HeaderParser

from studio.models import Mail, MailState

REPORT = "multipart/report"
STATUS = "message/delivery-status"
GONE_OUT = (MailState.SENT, MailState.PERHAPS)
RETURNED = "Returned: the recipient’s mail server did not take it."


def is_bounce(headers: Message) -> bool:
    """Return whether an email is a report about the delivery of another."""
    return headers.get_content_type() == REPORT and headers.get_param("report-type") == "delivery-status"


def record_bounce(message: Message) -> bool:
    """Mark our email as failed that a bounce is about; return whether it was one of ours.

    A report of a delay changes nothing: the server keeps trying.
    """
    if not _has_failed(message):
        return False
    ours = Mail.objects.filter(message_id__in=_list_returned(message), state__in=GONE_OUT)
    return bool(ours.update(state=MailState.FAILED, due_at=None, fault=RETURNED))


def _has_failed(message: Message) -> bool:
    """Return whether the report says that it failed for good, for at least one recipient."""
    reports = [part for part in message.walk() if part.get_content_type() == STATUS]
    actions = [str(block.get("Action", "")) for report in reports for block in report.walk()]
    return any(action.strip().lower() == "failed" for action in actions)


def _list_returned(message: Message) -> list[str]:
    """Return the Message-ID of the email that the report brings back, whole or its headers."""
    found = []
    for part in message.walk():
        if part.get_content_type() == "text/rfc822-headers":
            found.append(HeaderParser().parsestr(str(part.get_payload())).get("Message-ID", ""))
        elif part.get_content_type() == "message/rfc822":
            found += [str(returned.get("Message-ID", "")) for returned in part.walk() if returned is not part]
    return [message_id.strip() for message_id in found if message_id]
