"""Studio facts on the staff site."""

import calendar
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import URLField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from studio.admin.base import StaffAdmin
from studio.inquiries.fields import TimeInput
from studio.models import StudioFacts
from studio.models.catalog import ONLY_ID


class StudioFactsForm(forms.ModelForm):
    """The facts, with the days of the week as checkboxes."""

    closed_weekdays = forms.TypedMultipleChoiceField(
        choices=list(enumerate(calendar.day_name)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
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
