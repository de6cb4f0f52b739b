"""The one row of studio facts on the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import URLField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from studio.admin.base import DeskAdmin
from studio.models import StudioFacts
from studio.models.facts import ONLY_ID


@admin.register(StudioFacts)
class StudioFactsAdmin(DeskAdmin):
    """There is one row, made by migration: its list leads straight to it."""

    # An address typed without its scheme is taken as https, as Django 6 will.
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
        """Go to the row."""
        return redirect("admin:studio_studiofacts_change", ONLY_ID)
