"""The journal on the staff site. Managers can read it, and nobody can change it."""

from django.contrib import admin
from django.http import HttpRequest

from studio.admin.base import StaffAdmin
from studio.models import JournalEntry


@admin.register(JournalEntry)
class JournalAdmin(StaffAdmin):
    """A read-only list."""

    list_display = ["at", "event", "account", "by", "network", "note"]
    list_filter = ["event", "at"]
    search_fields = ["account", "by", "network", "note"]
    list_per_page = 100
    show_full_result_count = False
    fields = ["at", "event", "account", "by", "network", "note"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only the site adds entries."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: JournalEntry | None = None) -> bool:
        """Entries never change."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: JournalEntry | None = None) -> bool:
        """Only the daily run deletes entries; see `studio.accounts.journal.delete_old_entries`."""
        return False
