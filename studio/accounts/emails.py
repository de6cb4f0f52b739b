"""Emails to staff about their own accounts: the owner learns of every change."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from studio.accounts.password_page import PASSWORD_PAGE
from studio.mail.outbox import Letter, post_mail
from studio.models import Mail, MailKind

KEPT_FOR = timedelta(days=30)
SUBJECT = "A change to your Headshot Advisor account"


def tell_account(account: User, sentence: str, *, also_to: str = "", by: str = "") -> None:
    """Email the owner of an account what was changed, and the old address too when it is the address."""
    text = render_to_string(
        "mail/account.txt", {"account": account, "sentence": sentence, "by": by, "at": timezone.now()}
    )
    for address in dict.fromkeys(filter(None, (account.email, also_to))):
        post_mail(account, Letter(subject=SUBJECT, text=text), kind=MailKind.ACCOUNT, to=address, reply_to="")


def invite(account: User, *, role: str) -> None:
    """Email a new account's owner the link to set their password. The link is made as the email is sent."""
    context = {
        "account": account,
        "role": role,
        "link": PASSWORD_PAGE,
        "forgotten": settings.SITE_URL + reverse("admin_password_reset"),
    }
    text = render_to_string("mail/invitation.txt", context)
    letter = Letter(subject="Your Headshot Advisor account", text=text)
    post_mail(account, letter, kind=MailKind.ACCOUNT, to=account.email, reply_to="")


def post_password_reset(account: User) -> Mail:
    """Write the email with which somebody of the staff sets a new password. Its link is made as it is sent."""
    text = render_to_string("mail/password.txt", {"account": account, "link": PASSWORD_PAGE})
    letter = Letter(subject="Set a new password for the Headshot Advisor desk", text=text)
    return post_mail(account, letter, kind=MailKind.PASSWORD, to=account.email, reply_to="")


def forget_account_mails(now: datetime) -> None:
    """Delete the notices that are older than a month: the journal says what was changed."""
    Mail.objects.filter(kind=MailKind.ACCOUNT, created_at__lt=now - KEPT_FOR).delete()
