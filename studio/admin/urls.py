"""A new password by email. Django looks for these pages under these names."""

from django.contrib.auth import views
from django.urls import path

from studio.admin.site import DeskSite
from studio.password_resets import ResetForm

HEAD = {"site_header": DeskSite.site_header, "site_title": DeskSite.site_title}

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
        views.PasswordResetConfirmView.as_view(extra_context=HEAD),
        name="password_reset_confirm",
    ),
    path(
        "password-reset/done/",
        views.PasswordResetCompleteView.as_view(extra_context=HEAD),
        name="password_reset_complete",
    ),
]
