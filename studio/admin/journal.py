"""The journal on the desk: managers read it, and nobody writes in it."""

from django.contrib import admin
from django.http import HttpRequest

from studio.admin.base import DeskAdmin
from studio.models import JournalEntry


@admin.register(JournalEntry)
class JournalAdmin(DeskAdmin):
    """A list to look through."""

    list_display = ["at", "event", "account", "by", "network", "note"]
    list_filter = ["event", "at"]
    search_fields = ["account", "by", "network", "note"]
    list_per_page = 100
    show_full_result_count = False
    fields = ["at", "event", "account", "by", "network", "note"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The site writes it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: JournalEntry | None = None) -> bool:
        """What is written stays."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: JournalEntry | None = None) -> bool:
        """Only time deletes; see `studio.accounts.journal.forget_old_entries`."""
        return False
