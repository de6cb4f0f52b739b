"""Counts of results on the staff site, read-only."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from studio.admin.base import StaffAdmin
from studio.models import OutcomeTally, Verdict
from studio.uses import list_uses


class InWordsFilter(admin.AllValuesFieldListFilter):
    """A filter with the labels of uses and verdicts."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        words = list_words()
        for choice in super().choices(changelist):
            yield choice | {"display": words.get(str(choice["display"]), choice["display"])}


def list_words() -> dict[str, str]:
    """Return the labels of uses and verdicts."""
    return dict(list_uses()) | dict(Verdict.choices)


@admin.register(OutcomeTally)
class OutcomeTallyAdmin(StaffAdmin):
    """How many results people saw. Approximate: a reload counts again, and some browsers do not report."""

    list_display = ["day", "use_in_words", "verdict_in_words", "count", "framework_version"]
    list_filter = [("verdict", InWordsFilter), ("use", InWordsFilter), "framework_version"]
    date_hierarchy = "day"

    @admin.display(description="use", ordering="use")
    def use_in_words(self, tally: OutcomeTally) -> str:
        return list_words().get(tally.use, tally.use)

    @admin.display(description="verdict", ordering="verdict")
    def verdict_in_words(self, tally: OutcomeTally) -> str:
        return list_words().get(tally.verdict, tally.verdict)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only the site counts."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutcomeTally | None = None) -> bool:
        """Counts never change here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutcomeTally | None = None) -> bool:
        """Counts never change here."""
        return False
