"""Emails to staff about their own accounts: the owner learns of every change."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from studio.links import PASSWORD_PAGE
from studio.mail.outbox import Draft, post_mail
from studio.models import Mail, MailKind

KEPT_FOR = timedelta(days=30)
SUBJECT = "A change to your Headshot Advisor account"


def email_owner(account: User, sentence: str, *, also_to: str = "", by: str = "") -> None:
    """Email the owner what was changed; `also_to` is the previous address when that was changed."""
    text = render_to_string(
        "mail/account.txt", {"account": account, "sentence": sentence, "by": by, "at": timezone.now()}
    )
    for address in dict.fromkeys(filter(None, (account.email, also_to))):
        post_mail(account, Draft(subject=SUBJECT, text=text), kind=MailKind.ACCOUNT, to=address, reply_to="")


def invite(account: User, *, role: str) -> None:
    """Email the owner of a new account the link to set a password. The link is made when the email is sent."""
    context = {
        "account": account,
        "role": role,
        "link": PASSWORD_PAGE,
        "forgotten": settings.SITE_URL + reverse("admin_password_reset"),
    }
    text = render_to_string("mail/invitation.txt", context)
    draft = Draft(subject="Your Headshot Advisor account", text=text)
    post_mail(account, draft, kind=MailKind.ACCOUNT, to=account.email, reply_to="")


def post_password_reset(account: User) -> Mail:
    """Email a staff member the link to set a new password. The link is made when the email is sent."""
    text = render_to_string("mail/password.txt", {"account": account, "link": PASSWORD_PAGE})
    draft = Draft(subject="Set a new password for the Headshot Advisor staff site", text=text)
    return post_mail(account, draft, kind=MailKind.PASSWORD, to=account.email, reply_to="")


def delete_old_account_mails(now: datetime) -> None:
    """Delete account notices and digests after a month. The journal still says what was changed."""
    Mail.objects.filter(kind__in=[MailKind.ACCOUNT, MailKind.DIGEST], created_at__lt=now - KEPT_FOR).delete()
