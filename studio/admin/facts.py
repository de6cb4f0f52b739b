"""Studio facts on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import URLField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from studio.admin.base import StaffAdmin
from studio.models import StudioFacts
from studio.models.facts import ONLY_ID


@admin.register(StudioFacts)
class StudioFactsAdmin(StaffAdmin):
    """There is only one row, made by a migration, so the list redirects to it."""

    # An address typed without a scheme becomes https, as in Django 6.
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    fieldsets = [
        ("How to reach the studio", {"fields": ["phone", "email", "hours"]}),
        ("Sessions", {"fields": ["session_length", "retouched_images", "team_price", "deposit", "cancellation"]}),
        ("Pages elsewhere", {"fields": ["booking_url", "rates_url", "pricing_guide_url", "gallery_url"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a second row."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: StudioFacts | None = None) -> bool:
        """Nobody deletes the only row."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("admin:studio_studiofacts_change", ONLY_ID)
