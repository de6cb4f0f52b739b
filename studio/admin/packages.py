"""Packages on the desk, with a warning when their prices and the framework drift apart."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse

from studio.admin.base import DeskAdmin
from studio.catalog.packages import find_price_gap
from studio.models import Package
from studio.uses import list_uses


class PackageForm(forms.ModelForm):
    """The package, its uses as boxes to tick."""

    suits = forms.MultipleChoiceField(
        label="Made for",
        choices=list_uses,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=Package._meta.get_field("suits").help_text,
    )

    class Meta:
        model = Package
        exclude: tuple[str, ...] = ()


@admin.register(Package)
class PackageAdmin(DeskAdmin):
    """A package that is no longer sold is taken off sale, not deleted: old inquiries name it."""

    form = PackageForm
    list_display = ["name", "price_in_words", "is_active", "position"]
    prepopulated_fields = {"slug": ["name"]}

    @admin.display(description="Price", ordering="price")
    def price_in_words(self, package: Package) -> str:
        """Show the price as people read it."""
        return package.price_in_words

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list, and the warning."""
        warn_of_price_gap(request)
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a package, and the warning; saving leads to one of the two pages that show it."""
        warn_of_price_gap(request)
        return super().changeform_view(request, object_id, form_url, extra_context)


def warn_of_price_gap(request: HttpRequest) -> None:
    """Tell staff when the prices on sale no longer fit the framework; only on a page that shows it now."""
    gap = find_price_gap() if request.method == "GET" else None
    if gap:
        messages.warning(request, gap)
