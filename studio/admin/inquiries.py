"""Inquiries on the desk: a list to work through, and one page about each. Nobody rewrites what a person sent."""

from itertools import chain
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from studio.admin.acts import ACTS, Act, ActForm
from studio.admin.moves import make_move_action
from studio.admin.telling import InquiryInWords
from studio.admin.work import WITH_A_PAGE, WorkForm, do_work
from studio.merging import mark_duplicates
from studio.models import Inquiry, Status
from studio.moving import IllegalMoveError

HEAD = ["status_in_words", "duplicates"]
WORK = ["owner", "next_step", "next_step_on", "move_to", "note"]
BODY: list[tuple[str, dict[str, list[str]]]] = [
    ("Who and what", {"fields": ["name", "address", "phone", "package_in_words", "people", "dates", "message"]}),
    ("Advice", {"fields": ["answers_in_words", "reasons", "links", "framework_version"]}),
    ("Timeline", {"fields": ["timeline"]}),
    ("Consent", {"fields": ["consent_wording", "consented_at"]}),
]


@admin.register(Inquiry)
class InquiryAdmin(InquiryInWords, admin.ModelAdmin):
    """The working list and the detail page."""

    form = WorkForm
    change_form_template = "admin/studio/inquiry/inquiry.html"
    list_display = [
        "reference", "name", "uses", "verdict", "stakes", "package_name", "first_date", "status", "age",
    ]  # fmt: skip
    list_filter = ["status", "verdict", "main_use", "package", "created_at"]
    search_fields = ["reference", "name", "email", "phone"]
    date_hierarchy = "created_at"
    list_per_page = 50
    actions = [make_move_action(status) for status in Status if status not in WITH_A_PAGE]
    readonly_fields = [*HEAD, *chain.from_iterable(options["fields"] for _, options in BODY)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inquiry]:
        """Mark duplicates, and read what the pages name besides."""
        return mark_duplicates(super().get_queryset(request)).select_related("owner", "merged_into")

    def get_fieldsets(self, request: HttpRequest, obj: Inquiry | None = None) -> list[Any]:
        """Offer work only to those who may do it."""
        if self.has_change_permission(request, obj):
            return [(None, {"fields": HEAD}), ("Work", {"fields": WORK}), *BODY]
        return [(None, {"fields": [*HEAD, "owner", "next_step", "next_step_on"]}), *BODY]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Inquiries come through the form."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add a page for each act."""
        acts = path("<int:pk>/<slug:act>/", self.admin_site.admin_view(self.act), name="studio_inquiry_act")
        fixed = {"change", "delete", "history"}
        urls: list[URLPattern] = super().get_urls()
        return [*[url for url in urls if url.name and url.name.split("_")[-1] in fixed], acts, *urls]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show one inquiry with what can be done to it."""
        inquiry = self.get_object(request, object_id)
        acts = [act for act in ACTS.values() if inquiry and self._may(request, act, inquiry)]
        return super().change_view(request, object_id, form_url, {"acts": acts, **(extra_context or {})})

    def act(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        """Show the form of one act, and do it."""
        inquiry, chosen = get_object_or_404(Inquiry, pk=pk), ACTS.get(act)
        if chosen is None or not self._may(request, chosen, inquiry):
            raise PermissionDenied
        by, template = cast(User, request.user), request.GET.get("template", "")
        form = chosen.form(request.POST or None, inquiry=inquiry, by=by, template=template)
        if form.is_valid():
            self._perform(request, inquiry, form)
            return redirect("admin:studio_inquiry_change", inquiry.pk)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "original": inquiry, "act": chosen, "form": form, "title": f"{chosen.label}: {inquiry}",
            "media": self.media + form.media,
        }  # fmt: skip
        return render(request, "admin/studio/inquiry/act.html", context)

    def _may(self, request: HttpRequest, act: Act, inquiry: Inquiry) -> bool:
        return cast(User, request.user).has_perm(act.permission) and not inquiry.merged_into_id and act.is_open(inquiry)

    def _perform(self, request: HttpRequest, inquiry: Inquiry, form: ActForm) -> None:
        try:
            said = form.perform()
        except IllegalMoveError as error:
            messages.error(request, str(error))
            return
        self.log_change(request, inquiry, said)
        messages.success(request, said)

    def save_model(self, request: HttpRequest, obj: Inquiry, form: WorkForm, change: bool) -> None:
        """Do the work that was asked for; nothing else of an inquiry can be saved."""
        do_work(request, obj, form)

    # Django takes a sentence as well as its own structure, which only knows fields.
    def construct_change_message(  # type: ignore[override]
        self, request: HttpRequest, form: WorkForm, formsets: object, add: bool = False
    ) -> str:
        """Log what was done, in words."""
        return " ".join(form.said) or "Saved without a change."
