"""The outbox: emails are stored in the transaction that they report, and sent after it."""

from dataclasses import asdict, dataclass
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from studio.mail.deliver import deliver
from studio.models import Inquiry, Mail, MailKind, MailState


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The content of an email, in text and HTML, and its attachments."""

    subject: str
    text: str
    html: str = ""
    calendar: str = ""
    has_report: bool = False


def post_mail(
    about: Inquiry | User, draft: Draft, *, kind: MailKind, to: str, reply_to: str, is_held: bool = False
) -> Mail:
    """Write an email about an inquiry or an account.

    It is sent after the surrounding transaction is committed, or held until `release_mails`.

    Raises:
        ValidationError: a part is too long, or `to` is no address.
    """
    mail = Mail(
        **{"inquiry": about} if isinstance(about, Inquiry) else {"account": about},
        kind=kind,
        to=to,
        reply_to=reply_to,
        **asdict(draft),
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        state=MailState.HELD if is_held else MailState.WAITING,
        due_at=None if is_held else timezone.now(),
    )
    mail.full_clean(exclude=["inquiry", "account"], validate_unique=False, validate_constraints=False)
    with transaction.atomic(savepoint=False):
        mail.save(force_insert=True)
        if not is_held:
            deliver.enqueue(mail.pk)
    return mail


def release_mails(inquiry: Inquiry) -> int:
    """Send the emails that were held back; return how many."""
    return sum(_queue(mail, MailState.HELD) for mail in inquiry.mails.filter(state=MailState.HELD))


def try_again(mail: Mail) -> bool:
    """Start over with an email that failed; False when it has not failed."""
    return _queue(mail, MailState.FAILED)


def discard_mails(inquiry: Inquiry) -> None:
    """Delete all emails about an inquiry. A task left in the queue finds none and does nothing."""
    inquiry.mails.all().delete()


@transaction.atomic
def _queue(mail: Mail, state: MailState) -> bool:
    """Queue an email if it is in this state, and nobody else has done so."""
    still = Mail.objects.filter(pk=mail.pk, state=state)
    is_first = bool(still.update(state=MailState.WAITING, due_at=timezone.now(), attempts=0))
    if is_first:
        deliver.enqueue(mail.pk)
    return is_first
