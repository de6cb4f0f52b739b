"""The outbox: an email is stored in the transaction of the change that it is about, and sent after it."""

from dataclasses import asdict, dataclass
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from studio.mail.deliver import deliver
from studio.models import BulkMove, Inquiry, Mail, MailKind, MailState, SignUp
from studio.models.mail import WEBHOOKS

# What is held back while an inquiry is suspected of spam.
HELD_FOR_SPAM = (MailKind.RECEIVED, MailKind.STAFF, *WEBHOOKS)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The content of an email, in text and HTML, and its attachments."""

    subject: str
    text: str
    html: str = ""
    calendar: str = ""
    has_report: bool = False


def post_mail(  # noqa: PLR0913  # all of it belongs to one email
    about: Inquiry | SignUp | User | None,
    draft: Draft,
    *,
    kind: MailKind,
    to: str,
    reply_to: str,
    by: User | None = None,
    is_held: bool = False,
    fault: str = "",
    bulk: BulkMove | None = None,
) -> Mail:
    """Write an email about an inquiry, a sign-up or an account; `by` is the person who wrote it.

    It is sent after the surrounding transaction is committed, or held until `release_mails`, or it waits until its
    `bulk` move can no longer be undone. With a `fault` it has failed from the start, and staff may send it.

    Raises:
        ValidationError: a part is too long, or `to` isn't an address.
    """
    state = MailState.HELD if is_held else MailState.FAILED if fault else MailState.WAITING
    due_at = bulk.sends_at if bulk else timezone.now()
    sign_up = about if isinstance(about, SignUp) else None
    mail = Mail(
        inquiry=sign_up.photo_day.inquiry if sign_up else about if isinstance(about, Inquiry) else None,
        sign_up=sign_up,
        account=about if isinstance(about, User) else None,
        by=by,
        kind=kind,
        to=to,
        reply_to=reply_to,
        bulk=bulk,
        **asdict(draft),
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        state=state,
        fault=fault,
        due_at=due_at if state == MailState.WAITING else None,
    )
    unchecked = ["inquiry", "account", "sign_up", "bulk", "by", *(["to"] if kind in WEBHOOKS else [])]
    mail.full_clean(exclude=unchecked, validate_unique=False, validate_constraints=False)
    with transaction.atomic(savepoint=False):
        mail.save(force_insert=True)
        if state == MailState.WAITING:
            deliver.using(run_after=due_at if bulk else None).enqueue(mail.pk)
    return mail


def release_mails(inquiry: Inquiry, bulk: BulkMove | None = None) -> int:
    """Send the emails that were held back, as a part of a `bulk` move once it can't be undone; return how many."""
    return sum(_queue(mail, MailState.HELD, bulk) for mail in inquiry.mails.filter(state=MailState.HELD))


def try_again(mail: Mail) -> bool:
    """Start over with an email that failed; False when it has not failed."""
    return _queue(mail, MailState.FAILED)


def take_back_mails(inquiry: Inquiry, bulk: BulkMove) -> bool:
    """Delete the emails of a bulk move about an inquiry, or hold them back again; False when one has gone out.

    Call it in a transaction. A worker that wants one of them at the same time finds it deleted or held.
    """
    mails = list(Mail.objects.select_for_update().filter(inquiry=inquiry, bulk=bulk))
    if any(mail.state != MailState.WAITING or mail.attempts for mail in mails):
        return False
    for mail in mails:
        if mail.kind in HELD_FOR_SPAM:
            Mail.objects.filter(pk=mail.pk).update(state=MailState.HELD, due_at=None, bulk=None)
        else:
            mail.delete()
    return True


def discard_mails(inquiry: Inquiry) -> None:
    """Delete all emails about an inquiry. A task left in the queue finds none and does nothing."""
    inquiry.mails.all().delete()


@transaction.atomic
def _queue(mail: Mail, state: MailState, bulk: BulkMove | None = None) -> bool:
    """Queue an email if it is in this state, and nobody else has done so."""
    still = Mail.objects.filter(pk=mail.pk, state=state)
    due_at = bulk.sends_at if bulk else timezone.now()
    is_first = bool(still.update(state=MailState.WAITING, due_at=due_at, attempts=0, bulk=bulk))
    if is_first:
        deliver.using(run_after=due_at if bulk else None).enqueue(mail.pk)
    return is_first
