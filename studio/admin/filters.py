"""Filters of the inquiry list besides Django's own, and how other pages remember them."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from studio.admin.base import StaffChangeList
from studio.inquiries.deadlines import HAS_WORK, is_due, is_overdue
from studio.inquiries.merge import mark_duplicates
from studio.models import Inquiry, Package


def keep_filters(model_admin: admin.ModelAdmin, request: HttpRequest, address: str) -> str:
    """Return an address that remembers the filters of the list from which the person came."""
    about: dict[str, Any] = {"opts": model_admin.opts, "preserved_filters": model_admin.get_preserved_filters(request)}
    return str(add_preserved_filters(about, address))


class WorkFilter(admin.SimpleListFilter):
    """Filter by open work and its owner."""

    title = "work"
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("due", "To do now"), ("mine", "My open ones"), ("open", "All open ones"),
            ("unowned", "Open, without an owner"), ("overdue", "Overdue"), ("erasure", "Erasure requested"),
        ]  # fmt: skip

    def queryset(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
        if self.value() == "erasure":
            return queryset.filter(Q(erasure_asked_at__isnull=False) | Q(erase_at__isnull=False))
        now = timezone.now()
        conditions = {
            "due": is_due(now),
            "mine": HAS_WORK & Q(owner=request.user.pk),
            "open": HAS_WORK,
            "unowned": HAS_WORK & Q(owner=None),
            "overdue": is_overdue(now),
        }
        # What is scheduled for erasure is shown only by the filter above.
        return queryset.filter(conditions.get(self.value() or "", Q()), erase_at=None)


class SessionFilter(admin.SimpleListFilter):
    """Filter by the day of the session."""

    title = "session"
    parameter_name = "session"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("today", "Today"), ("week", "The next 7 days"), ("fortnight", "The next 14 days"),
            ("past", "The last 30 days"), ("none", "None"),
        ]  # fmt: skip

    def queryset(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
        today = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
        spans = {"today": (0, 1), "week": (0, 7), "fortnight": (0, 14), "past": (-30, 0)}
        if self.value() == "none":
            return queryset.filter(session_at=None)
        if self.value() not in spans:
            return queryset
        start, end = (today + timedelta(days=days) for days in spans[str(self.value())])
        return queryset.filter(session_at__gte=start, session_at__lt=end)


class PackageFilter(admin.SimpleListFilter):
    """Filter by the package as now agreed."""

    title = "package"
    parameter_name = "package"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(str(package.pk), package.name) for package in Package.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
        if not self.value():
            return queryset
        came = Q(agreed_package=None, agreed_package_name="", package=self.value())
        return queryset.filter(came | Q(agreed_package=self.value()))


class MergedFilter(admin.SimpleListFilter):
    """Hide merged inquiries unless they are selected."""

    title = "merged"
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Return the one thing to choose beside the default."""
        return [("shown", "Merged ones only")]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Name the default for what it does."""
        default, *others = super().choices(changelist)
        yield default | {"display": "Hidden"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
        return queryset.filter(merged_into__isnull=self.value() != "shown")


class InquiryList(StaffChangeList):
    """The inquiry list, which reads only the columns that it shows."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str | None] | None = None
    ) -> QuerySet[Inquiry]:
        """Do not read the long texts."""
        inquiries: QuerySet[Inquiry] = super().get_queryset(request, exclude_parameters)
        return inquiries.defer("advice", "message", "consent_wording")

    def get_results(self, request: HttpRequest) -> None:
        """Find duplicates for this page only."""
        super().get_results(request)
        mark_duplicates(self.result_list)
