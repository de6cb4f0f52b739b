"""Inquiries on the staff site: the list, and a page for each. What a person sent cannot be changed."""

from itertools import chain
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone

from decision.pdf.client import PdfBusyError, PdfError
from decision.web.report import say_busy
from studio.accounts.journal import record
from studio.admin.action_forms import ActionForm
from studio.admin.actions import INQUIRY_ACTIONS, InquiryAction
from studio.admin.base import StaffAdmin
from studio.admin.filters import InquiryList, MergedFilter, WorkFilter
from studio.admin.idle import is_restored
from studio.admin.inquiry_display import InquiryInWords
from studio.admin.phone_calls import CallForm
from studio.admin.status import list_targets, make_status_action
from studio.admin.work_form import WorkForm, do_work
from studio.inquiries.brief import draw_inquiry_brief
from studio.inquiries.export import FORMATS, list_rows
from studio.inquiries.notes import assign
from studio.inquiries.receive import receive_inquiry
from studio.inquiries.status import IllegalMoveError
from studio.mail.calendar import write_session_calendar
from studio.models import Event, Inquiry, Status

HEAD = ["status_in_words", "suspicion", "duplicates"]
ALWAYS_SHOWN = "status_in_words"
WORK = ["owner", "next_step", "next_step_on", "move_to", "note"]
BODY: list[tuple[str, dict[str, list[str]]]] = [
    (
        "Who and what",
        {"fields": ["name", "address", "phone", "package_in_words", "people", "dates", "message", "photos"]},
    ),
    ("Advice", {"fields": ["answers_in_words", "reasons", "links", "framework_version"]}),
    ("Timeline", {"fields": ["timeline"]}),
    ("Consent", {"fields": ["consent_wording", "consented_at"]}),
]


@admin.register(Inquiry)
class InquiryAdmin(InquiryInWords, StaffAdmin):
    """The list and the page of an inquiry."""

    form = WorkForm
    change_list_template = "admin/studio/inquiry/list.html"
    change_form_template = "admin/studio/inquiry/inquiry.html"
    list_display = [
        "reference", "name", "status", "age", "next_step_in_words", "owner", "uses", "verdict", "stakes",
        "package_name", "preferred_day", "source", "duplicate",
    ]  # fmt: skip
    list_filter = [WorkFilter, "status", "verdict", "main_use", "package", "created_at", MergedFilter]
    search_fields = ["reference", "name", "email", "phone", "phone_key"]
    list_per_page = 50
    list_select_related = ["owner"]
    show_full_result_count = False
    actions = ["take", *(make_status_action(status) for status in list_targets())]
    readonly_fields = [*HEAD, *chain.from_iterable(options["fields"] for _, options in BODY)]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list class of inquiries."""
        return InquiryList

    @admin.action(description="Assign to me", permissions=["change"])
    def take(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> None:
        """Assign the selected inquiries to the person who is signed in."""
        me = cast(User, request.user)
        taken = [inquiry for inquiry in queryset if assign(inquiry, me, by=me)]
        for inquiry in taken:
            self.log_change(request, inquiry, f"Assigned to {me}.")
        messages.success(request, f"{len(taken)} assigned to you.")

    def get_fieldsets(self, request: HttpRequest, obj: Inquiry | None = None) -> list[Any]:
        """Show the work fields only to those who may change them."""
        head = [name for name in HEAD if name == ALWAYS_SHOWN or (obj and self.is_worth_showing(name, obj))]
        if self.has_change_permission(request, obj):
            return [(None, {"fields": head}), ("Work", {"fields": WORK, "classes": ["work"]}), *BODY]
        return [(None, {"fields": [*head, "owner", "next_step", "next_step_on"]}), *BODY]

    def get_urls(self) -> list[URLPattern]:
        """Add the export, the two files of an inquiry, and a page for each action."""
        export = path("export/<slug:kind>/", self.admin_site.admin_view(self.export), name="studio_inquiry_export")
        brief = path("<int:pk>/brief.pdf", self.admin_site.admin_view(self.brief), name="studio_inquiry_brief")
        calendar = path(
            "<int:pk>/session.ics", self.admin_site.admin_view(self.send_calendar), name="studio_inquiry_calendar"
        )
        action = path("<int:pk>/<slug:name>/", self.admin_site.admin_view(self.show_action), name="studio_inquiry_act")
        fixed = {"change", "delete", "history"}
        urls: list[URLPattern] = super().get_urls()
        first = [url for url in urls if url.name and url.name.split("_")[-1] in fixed]
        return [export, brief, calendar, *first, action, *urls]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list, with links to export it for those who may."""
        formats = list(FORMATS) if cast(User, request.user).has_perm("studio.export_inquiry") else []
        return super().changelist_view(request, {"formats": formats, **(extra_context or {})})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Add an inquiry from a phone call, the only way to add one by hand."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        by, form = cast(User, request.user), CallForm(request.POST or None)
        if form.is_valid() and not is_restored(request):
            inquiry, is_new = receive_inquiry(form.as_submission(by=by))
            if is_new:
                self.log_addition(request, inquiry, "Noted from a call.")
            return redirect("admin:studio_inquiry_change", inquiry.pk)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "form": form, "title": "Note a call", "media": self.media + form.media,
        }  # fmt: skip
        return render(request, "admin/studio/inquiry/call.html", context)

    def export(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Export what the list shows for this address, all pages of it."""
        if kind not in FORMATS or not cast(User, request.user).has_perm("studio.export_inquiry"):
            raise PermissionDenied
        listed = self.get_changelist_instance(request)
        inquiries = listed.get_queryset(request).defer(None).defer("advice")
        data = FORMATS[kind].write(list_rows(inquiries))
        record(Event.EXPORTED, request=request, note=f"{kind}: {len(inquiries)} inquiries")
        headers = {"Content-Disposition": f'attachment; filename="inquiries-{timezone.localdate():%Y-%m-%d}.{kind}"'}
        return HttpResponse(data, content_type=FORMATS[kind].content_type, headers=headers)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show one inquiry with its actions."""
        inquiry = self.get_object(request, object_id)
        if inquiry is None:
            return super().change_view(request, object_id, form_url, extra_context)  # shows that it does not exist
        context = {
            "title": inquiry.name,
            "inquiry_actions": [one for one in INQUIRY_ACTIONS.values() if self._may(request, one, inquiry)],
            "glance": self.sum_up(inquiry),
            "show_save_and_add_another": False,
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def brief(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the brief for the photographer as PDF."""
        inquiry = get_object_or_404(Inquiry, pk=pk)
        if not self.has_view_permission(request, inquiry):
            raise PermissionDenied
        try:
            pdf = draw_inquiry_brief(inquiry)
        except (PdfBusyError, PdfError):
            return say_busy(request)
        headers = {"Content-Disposition": f'inline; filename="brief-{inquiry}.pdf"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)

    def send_calendar(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the calendar file of the session; once it is called off, the file that removes it."""
        inquiry = get_object_or_404(Inquiry, pk=pk, session_at__isnull=False)
        if not self.has_view_permission(request, inquiry):
            raise PermissionDenied
        is_canceled = inquiry.status not in (Status.BOOKED, Status.DONE, Status.NO_SHOW)
        headers = {"Content-Disposition": f'attachment; filename="session-{inquiry}.ics"'}
        text = write_session_calendar(inquiry, is_canceled=is_canceled)
        return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)

    def show_action(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Show the form of one action; once it is filled in, do it."""
        inquiry, chosen = get_object_or_404(Inquiry, pk=pk), INQUIRY_ACTIONS.get(name)
        if chosen is None or not self._may(request, chosen, inquiry):
            raise PermissionDenied
        by, template = cast(User, request.user), request.GET.get("template", "")
        data = request.POST if request.method == "POST" else None
        form = chosen.form(data, inquiry=inquiry, by=by, template=template)
        if form.is_valid() and not is_restored(request):
            self._perform(request, inquiry, form)
            return redirect("admin:studio_inquiry_change", pk)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "original": inquiry, "action": chosen, "form": form,
            "title": f"{chosen.label}: {inquiry}",
            "media": self.media + form.media,
        }  # fmt: skip
        return render(request, chosen.template, context)

    def _may(self, request: HttpRequest, action: InquiryAction, inquiry: Inquiry) -> bool:
        """Return whether the action is offered to this person for this inquiry."""
        may = cast(User, request.user).has_perm(action.permission) and action.is_open(inquiry)
        if action.permission == "studio.erase_inquiry":
            return may
        return may and not inquiry.erase_at and action.is_for_merged == (inquiry.merged_into_id is not None)

    def _perform(self, request: HttpRequest, inquiry: Inquiry, form: ActionForm) -> None:
        try:
            said = form.perform()
        except IllegalMoveError as error:
            messages.error(request, str(error))
            return
        self.log_change(request, inquiry, said)
        if form.journal:
            event, note = form.journal
            record(event, request=request, note=note)
        messages.success(request, said)

    def save_model(self, request: HttpRequest, obj: Inquiry, form: WorkForm, change: bool) -> None:
        """Save the work fields; nothing else of an inquiry can be changed."""
        do_work(request, obj, form)

    # Django accepts a sentence instead of its own structure, which only knows fields.
    def construct_change_message(  # type: ignore[override]
        self, request: HttpRequest, form: WorkForm, formsets: object, add: bool = False
    ) -> str:
        """Return a sentence for the log."""
        return " ".join(form.said) or "Saved without a change."
