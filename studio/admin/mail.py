"""Email on the staff site: the outbox with its retries, and reply templates."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Field, QuerySet
from django.forms import Field as FormField
from django.http import HttpRequest

from studio.admin.base import StaffAdmin
from studio.admin.conflicts import ComparedModelForm
from studio.mail.outbox import try_again
from studio.models import Mail, ReplyTemplate
from studio.models.template import PLACEHOLDERS


@admin.register(Mail)
class MailAdmin(StaffAdmin):
    """Staff can read emails and retry failed ones, but not write or change one."""

    list_display = ["inquiry", "kind", "to", "state", "attempts", "fault", "created_at", "sent_at"]
    list_filter = ["state", "kind", "created_at"]
    list_select_related = ["inquiry", "account"]
    search_fields = ["inquiry__reference", "to", "subject"]
    actions = ["send_again"]
    fields = [
        "inquiry", "account", "kind", "state", "fault", "to", "reply_to", "subject", "text", "has_report", "attempts",
        "created_at", "tried_at", "due_at", "sent_at",
    ]  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only the site writes emails."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:
        """Emails never change."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:
        """Emails are deleted when the person is erased."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        """Show emails about accounts only to those who manage accounts."""
        mails: QuerySet[Mail] = super().get_queryset(request)
        return mails if cast(User, request.user).has_perm("auth.view_user") else mails.filter(account=None)

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Return whether the person may change inquiries, not only view them."""
        return cast(User, request.user).has_perm("studio.change_inquiry")

    @admin.action(description="Try again", permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        """Queue the failed ones among the selected emails again."""
        tried = sum(try_again(mail) for mail in queryset)
        messages.success(request, f"{tried} queued again. Only failed emails can be retried.")


@admin.register(ReplyTemplate)
class ReplyTemplateAdmin(StaffAdmin):
    """Placeholders are checked when a template is saved."""

    form = ComparedModelForm
    list_display = ["name", "subject"]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: object) -> FormField | None:
        """List the placeholders below the body."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "body":
            field.help_text = "; ".join(f"{{{name}}}: {meaning}" for name, meaning in PLACEHOLDERS.items()) + "."
        return field
