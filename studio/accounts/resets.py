"""New passwords by email. Asking takes the same time whether or not an account has the address."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.forms import PasswordResetForm
from django.forms import EmailInput
from django.utils import timezone
from django_tasks import task

from headshot_advisor.rate_limit import allow
from studio.accounts.emails import post_password_reset
from studio.inquiries.fields import AddressField
from studio.inquiries.search import fold_mailbox
from studio.models import Mail, MailKind

KEPT = timedelta(days=1)


class ResetForm(PasswordResetForm):
    """Django's form, but the worker looks up the accounts, so that timing reveals nothing."""

    email = AddressField(label="Email", widget=EmailInput(attrs={"autocomplete": "email"}))

    def save(self, **_: Any) -> None:  # type: ignore[override]  # the view's options are for emails sent at once
        send_resets.enqueue(self.cleaned_data["email"])


@task()
def send_resets(email: str) -> None:
    """Email each account with this address, up to the limit of one email address."""
    if allow("password resets", fold_mailbox(email)):
        for account in PasswordResetForm().get_users(email):
            post_password_reset(account)


def delete_old_resets(now: datetime | None = None) -> None:
    """Delete the emails after a day: their links work for an hour."""
    Mail.objects.filter(kind=MailKind.PASSWORD, created_at__lte=(now or timezone.now()) - KEPT).delete()
