"""A new password by mail. Django looks for these pages under these names."""

from django.contrib.auth import views
from django.urls import path

from studio.admin.site import DeskSite

HEAD = {"site_header": DeskSite.site_header, "site_title": DeskSite.site_title}

urlpatterns = [
    path(
        "password-reset/",
        views.PasswordResetView.as_view(
            extra_context=HEAD,
            email_template_name="mail/password_reset.txt",
            subject_template_name="mail/password_reset_subject.txt",
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
