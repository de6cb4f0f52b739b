"""New passwords by email. Asking takes the same time whether or not an account has the address."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.forms import PasswordResetForm
from django.utils import timezone
from django_tasks import task

from headshot_advisor.rate_limit import allow, fold_mailbox
from studio.accounts.emails import post_password_reset
from studio.models import Mail, MailKind

KEPT = timedelta(days=1)


class ResetForm(PasswordResetForm):
    """Django's form. Accounts are looked up by the worker, out of sight of the person who asks."""

    def save(self, **_: Any) -> None:  # type: ignore[override]  # the view's options are for mails sent at once
        send_resets.enqueue(self.cleaned_data["email"])


@task()
def send_resets(email: str) -> None:
    """Write an email to each account with this address, up to the limit of a mailbox."""
    if allow("password resets", fold_mailbox(email)):
        for account in PasswordResetForm().get_users(email):
            post_password_reset(account)


def forget_resets(now: datetime | None = None) -> None:
    """Delete the emails a day after they were written: their links work for an hour."""
    Mail.objects.filter(kind=MailKind.PASSWORD, created_at__lte=(now or timezone.now()) - KEPT).delete()
