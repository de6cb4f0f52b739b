"""The outbox on the desk: what was mailed to whom, how far it came, and another try for what failed."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from studio.admin.base import DeskAdmin
from studio.mail.outbox import try_again
from studio.models import Mail


@admin.register(Mail)
class MailAdmin(DeskAdmin):
    """Staff read mails and try failed ones again; nobody writes or rewrites one here."""

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
        """Mails are written by what they tell of."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:
        """What was written stays as it is."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Mail | None = None) -> bool:
        """Mails go when the person is erased."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        """Show mails about accounts only to those who keep the accounts."""
        mails: QuerySet[Mail] = super().get_queryset(request)
        return mails if cast(User, request.user).has_perm("auth.view_user") else mails.filter(account=None)

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Whether this person works on inquiries, and does not only look."""
        return cast(User, request.user).has_perm("studio.change_inquiry")

    @admin.action(description="Try again", permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        """Hand the failed ones among the chosen to the worker once more."""
        tried = sum(try_again(mail) for mail in queryset)
        messages.success(request, f"{tried} put back in the queue. Only failed mails can be tried again.")
