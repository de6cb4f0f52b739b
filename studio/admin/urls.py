"""A new password by email. Django looks for these pages under these names."""

from django.contrib.auth import views
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpResponse
from django.urls import path

from studio.accounts.emails import tell_account
from studio.accounts.journal import record
from studio.accounts.resets import ResetForm
from studio.admin.site import DeskSite
from studio.models import Event

HEAD = {"site_header": DeskSite.site_header, "site_title": DeskSite.site_title}


class ConfirmReset(views.PasswordResetConfirmView):
    """Set the new password; it ends every lock and every other session of the account."""

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        """Tell the owner that the password was set."""
        response = super().form_valid(form)
        account = form.user
        record(Event.PASSWORD_RESET, request=self.request, account=account)
        tell_account(account, "A new password was set for your account, by the link in an email.")
        return response


urlpatterns = [
    path(
        "password-reset/",
        views.PasswordResetView.as_view(
            extra_context=HEAD,
            form_class=ResetForm,
        ),
        name="admin_password_reset",
    ),
    path(
        "password-reset/sent/",
        views.PasswordResetDoneView.as_view(extra_context=HEAD),
        name="password_reset_done",
    ),
    path(
        "password-reset/<uidb64>/<token>/",
        ConfirmReset.as_view(extra_context=HEAD),
        name="password_reset_confirm",
    ),
    path(
        "password-reset/done/",
        views.PasswordResetCompleteView.as_view(extra_context=HEAD),
        name="password_reset_complete",
    ),
]
