"""The tallies on the desk: to look at, not to change."""

from django.contrib import admin
from django.http import HttpRequest

from decision.framework import load_framework
from studio.models import OutcomeTally


@admin.register(OutcomeTally)
class OutcomeTallyAdmin(admin.ModelAdmin):
    """About how many results people saw. A reload counts again, and some browsers do not report."""

    list_display = ["day", "use_in_words", "verdict", "count", "framework_version"]
    list_filter = ["verdict", "use", "framework_version"]
    date_hierarchy = "day"

    @admin.display(description="use", ordering="use")
    def use_in_words(self, tally: OutcomeTally) -> str:
        """The use as people read it."""
        option = load_framework().uses.get(tally.use)
        return option.label if option else tally.use

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only seen results are counted."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutcomeTally | None = None) -> bool:
        """A count is what it is."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutcomeTally | None = None) -> bool:
        """A count is what it is."""
        return False
