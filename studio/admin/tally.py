"""The tallies on the desk: to look at, not to change."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from studio.admin.base import DeskAdmin
from studio.models import OutcomeTally, Verdict
from studio.uses import list_uses


class InWordsFilter(admin.AllValuesFieldListFilter):
    """What there is to choose, in the words of the other lists."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Return the choices with their words."""
        words = list_words()
        for choice in super().choices(changelist):
            yield choice | {"display": words.get(str(choice["display"]), choice["display"])}


def list_words() -> dict[str, str]:
    """Return the words for uses and verdicts."""
    return dict(list_uses()) | dict(Verdict.choices)


@admin.register(OutcomeTally)
class OutcomeTallyAdmin(DeskAdmin):
    """About how many results people saw. A reload counts again, and some browsers do not report."""

    list_display = ["day", "use_in_words", "verdict_in_words", "count", "framework_version"]
    list_filter = [("verdict", InWordsFilter), ("use", InWordsFilter), "framework_version"]
    date_hierarchy = "day"

    @admin.display(description="use", ordering="use")
    def use_in_words(self, tally: OutcomeTally) -> str:
        """The use as people read it."""
        return list_words().get(tally.use, tally.use)

    @admin.display(description="verdict", ordering="verdict")
    def verdict_in_words(self, tally: OutcomeTally) -> str:
        """The verdict as the list of inquiries has it."""
        return list_words().get(tally.verdict, tally.verdict)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only seen results are counted."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutcomeTally | None = None) -> bool:
        """A count is what it is."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutcomeTally | None = None) -> bool:
        """A count is what it is."""
        return False
