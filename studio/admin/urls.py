"""Pages to reset a password by email. Django needs these URL names."""

from django.contrib.auth import views
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpResponse
from django.urls import path

from studio.accounts.emails import email_owner
from studio.accounts.journal import record
from studio.accounts.resets import ResetForm
from studio.admin.site import StaffSite
from studio.models import Event

TITLES = {"site_header": StaffSite.site_header, "site_title": StaffSite.site_title}


class ConfirmReset(views.PasswordResetConfirmView):
    """Set the new password, which ends every lock and every other session of the account."""

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        """Record the new password, and email the owner."""
        response = super().form_valid(form)
        account = form.user
        record(Event.PASSWORD_RESET, request=self.request, account=account)
        email_owner(account, "A new password was set for your account, by the link in an email.")
        return response


urlpatterns = [
    path(
        "password-reset/",
        views.PasswordResetView.as_view(
            extra_context=TITLES,
            form_class=ResetForm,
        ),
        name="admin_password_reset",
    ),
    path(
        "password-reset/sent/",
        views.PasswordResetDoneView.as_view(extra_context=TITLES),
        name="password_reset_done",
    ),
    path(
        "password-reset/<uidb64>/<token>/",
        ConfirmReset.as_view(extra_context=TITLES),
        name="password_reset_confirm",
    ),
    path(
        "password-reset/done/",
        views.PasswordResetCompleteView.as_view(extra_context=TITLES),
        name="password_reset_complete",
    ),
]
