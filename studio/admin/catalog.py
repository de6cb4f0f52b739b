"""Packages and studio facts on the staff site, with a warning when prices don't match the framework."""

import calendar
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import URLField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from studio.admin.base import StaffAdmin
from studio.admin.conflicts import ComparedModelForm
from studio.admin.widgets import CheckboxGroup
from studio.catalog.packages import find_price_gap
from studio.inquiries.fields import TimeInput
from studio.models import OPEN, Inquiry, Package, StudioFacts
from studio.models.catalog import ONLY_ID
from studio.uses import list_uses


class PackageForm(ComparedModelForm):
    """A package, with its uses as checkboxes."""

    suits = forms.MultipleChoiceField(
        label="Made for",
        choices=list_uses,
        required=False,
        widget=CheckboxGroup("Made for"),
        help_text=Package._meta.get_field("suits").help_text,
    )

    class Meta:
        model = Package
        exclude: tuple[str, ...] = ()


@admin.register(Package)
class PackageAdmin(StaffAdmin):
    """Staff take a package off sale instead of deleting it, because inquiries name it."""

    form = PackageForm
    list_display = ["name", "price_in_words", "is_active", "position"]
    prepopulated_fields = {"slug": ["name"]}

    @admin.display(description="Price", ordering="price")
    def price_in_words(self, package: Package) -> str:
        return package.price_in_words

    def save_model(self, request: HttpRequest, obj: Package, form: forms.ModelForm, change: bool) -> None:
        """Save the package, and say what a new price changes."""
        super().save_model(request, obj, form, change)
        if change and "price" in form.changed_data:
            messages.info(request, explain_new_price(obj))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        warn_of_price_gap(request)
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a package and the warning. Saving leads to a page that shows it again."""
        warn_of_price_gap(request)
        return super().changeform_view(request, object_id, form_url, extra_context)


def explain_new_price(package: Package) -> str:
    """Return what a new price changes, and what it doesn't."""
    count = Inquiry.objects.filter(package=package, status__in=OPEN, merged_into=None).count()
    kept = (
        f"{count} open {'inquiry keeps' if count == 1 else 'inquiries keep'} the price it came with. " if count else ""
    )
    return (
        f"From now on the studio page, the advice, its PDF and new inquiries say {package.price_in_words}. "
        f"{kept.replace('keep the price it', 'keep the price they')}Emails that went out don’t change."
    )


def warn_of_price_gap(request: HttpRequest) -> None:
    """Warn staff when the prices on sale no longer match the framework, on pages that are shown."""
    gap = find_price_gap() if request.method == "GET" else None
    if gap:
        messages.warning(request, gap)


class StudioFactsForm(ComparedModelForm):
    """The facts, with the days of the week as checkboxes."""

    closed_weekdays = forms.TypedMultipleChoiceField(
        choices=list(enumerate(calendar.day_name)),
        coerce=int,
        required=False,
        widget=CheckboxGroup("Closed weekdays"),
        empty_value=[],
    )

    class Meta:
        model = StudioFacts
        fields = ("opens_at", "closes_at", "closed_weekdays")
        widgets = {"opens_at": TimeInput, "closes_at": TimeInput}


@admin.register(StudioFacts)
class StudioFactsAdmin(StaffAdmin):
    """There is only one row, made by a migration, so the list redirects to it."""

    form = StudioFactsForm
    # An address typed without a scheme becomes https, as in Django 6.
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    fieldsets = [
        ("How to reach the studio", {"fields": ["phone", "email", "hours"]}),
        ("Sessions", {"fields": ["session_length", "retouched_images", "team_price", "deposit", "cancellation"]}),
        (
            "When you book",
            {
                "description": "Only staff see these. A booking outside of them warns you, and you can book it anyway.",
                "fields": [
                    ("opens_at", "closes_at"),
                    "closed_weekdays",
                    "closes_on_holidays",
                    "closed_days",
                    "buffer_minutes",
                    "usual_minutes",
                    "minutes_each",
                ],
            },
        ),
        ("Pages elsewhere", {"fields": ["booking_url", "rates_url", "pricing_guide_url", "review_url", "gallery_url"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a second row."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: StudioFacts | None = None) -> bool:
        """Nobody deletes the only row."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("admin:studio_studiofacts_change", ONLY_ID)
