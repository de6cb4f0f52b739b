"""Inquiries on the staff site: the list, and a page for each. What a person sent cannot be changed."""

from functools import partial
from http import HTTPStatus
from itertools import chain
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from studio.accounts.journal import record
from studio.admin.action_forms import ActionForm, read_action_form
from studio.admin.actions import INQUIRY_ACTIONS, InquiryAction
from studio.admin.base import StaffAdmin, list_typed_words
from studio.admin.filters import InquiryList, MergedFilter, PackageFilter, SessionFilter, WorkFilter, keep_filters
from studio.admin.idle import NOT_ALLOWED, is_restored
from studio.admin.inquiry_display import InquiryInWords
from studio.admin.phone_calls import CallForm
from studio.admin.sessions import TAKES_TIME, build_schedule, read_month
from studio.admin.work import MOST_REASONS, WorkForm, count_inquiries, do_work, list_targets, make_status_action, sum_up
from studio.downloads import send_calendar_file, send_pdf
from studio.inquiries.export import FORMATS, list_rows
from studio.inquiries.notes import assign
from studio.inquiries.receive import receive_inquiry
from studio.inquiries.search import fold_query
from studio.inquiries.sessions import draw_inquiry_brief, find_picked
from studio.inquiries.status import IllegalMoveError, find_undoer, undo_bulk_move
from studio.mail.calendar import write_session_calendar
from studio.models import BulkMove, Event, Inquiry, MailKind

GONE = "There is no inquiry here. It was erased, or the address is wrong."
HEAD = ["status_in_words", "photo_days", "delivery", "offered", "suspicion", "duplicates"]
ALWAYS_SHOWN = "status_in_words"
WORK = ["owner", "next_step", "next_step_on", "move_to", "note"]
BODY: list[tuple[str, dict[str, list[str]]]] = [
    ("Agreed", {"fields": ["agreement"]}),
    (
        "As it came",
        {
            "fields": [
                "name",
                "address",
                "dialed_phone",
                "package_in_words",
                "head_count",
                "dates",
                "message",
                "photos",
            ]
        },
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
        "reference", "person", "status", "age", "next_step_in_words", "owner", "uses", "advised", "package_now",
        "team", "needed_by", "preferred_day", "session", "source",
    ]  # fmt: skip
    list_filter = [
        WorkFilter,
        "status",
        SessionFilter,
        "verdict",
        "main_use",
        PackageFilter,
        "created_at",
        MergedFilter,
    ]
    search_fields = ["search_text__text__contains"]
    search_help_text = "Any part of a name, email, phone number, message or reference."
    list_per_page = 50
    list_select_related = ["owner"]
    show_full_result_count = False
    actions = ["take", *(make_status_action(status) for status in list_targets())]
    readonly_fields = [*HEAD, *chain.from_iterable(options["fields"] for _, options in BODY)]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return InquiryList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Inquiry], search_term: str
    ) -> tuple[QuerySet[Inquiry], bool]:
        """Search for the words without case, accents and phone marks."""
        return super().get_search_results(request, queryset, fold_query(search_term))

    @admin.action(description="Assign to me", permissions=["change"])
    def take(self, request: HttpRequest, queryset: QuerySet[Inquiry]) -> None:
        """Assign the selected inquiries to the person who is signed in."""
        me = cast(User, request.user)
        count, said = 0, []
        for inquiry in queryset:
            before = inquiry.owner
            if assign(inquiry, me, by=me):
                self.log_change(request, inquiry, f"Assigned to {me}.")
                count += 1
                said += [f" {inquiry.current_name} was {before}’s."] if before else []
        more = f" And {len(said) - MOST_REASONS} more had an owner." if len(said) > MOST_REASONS else ""
        messages.success(request, f"{count} assigned to you.{''.join(said[:MOST_REASONS])}{more}")

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
        sessions = path("sessions/", self.admin_site.admin_view(self.show_sessions), name="studio_inquiry_sessions")
        bulk = path("bulk/<int:pk>/", self.admin_site.admin_view(self.show_bulk), name="studio_inquiry_bulk")
        action = path("<int:pk>/<slug:name>/", self.admin_site.admin_view(self.show_action), name="studio_inquiry_act")
        fixed = {"change", "delete", "history"}
        urls: list[URLPattern] = super().get_urls()
        first = [url for url in urls if url.name and url.name.split("_")[-1] in fixed]
        return [export, sessions, brief, calendar, bulk, *first, action, *urls]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list, with links to export it for those who may."""
        formats = list(FORMATS) if cast(User, request.user).has_perm("studio.export_inquiry") else []
        return super().changelist_view(request, {"formats": formats, **(extra_context or {})})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Add an inquiry from a phone call, the only way to add one by hand."""
        if not self.has_add_permission(request):
            return self.refuse(request, NOT_ALLOWED, HTTPStatus.FORBIDDEN, CallForm.base_fields)
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
        if request.method != "POST" or not object_id.isdecimal():
            return self._answer_change(request, object_id, form_url, extra_context)
        # The lock makes the second of two people see what the first one has done.
        with transaction.atomic():
            Inquiry.objects.select_for_update(of=("self",)).filter(pk=object_id).first()
            return self._answer_change(request, object_id, form_url, extra_context)

    def _answer_change(
        self, request: HttpRequest, object_id: str, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        inquiry = self.get_object(request, object_id)
        if inquiry is None:
            return self.refuse(request, GONE, HTTPStatus.NOT_FOUND, WorkForm.base_fields)
        if request.method == "POST" and not self.has_change_permission(request, inquiry):
            return self.refuse(request, NOT_ALLOWED, HTTPStatus.FORBIDDEN, WorkForm.base_fields)
        may_book = self._may(request, INQUIRY_ACTIONS["book"], inquiry)
        context = {
            "title": inquiry.current_name,
            "inquiry_actions": [one for one in INQUIRY_ACTIONS.values() if self._may(request, one, inquiry)],
            "glance": self.sum_up(inquiry),
            "picked": find_picked().filter(inquiry=inquiry).first() if may_book else None,
            "show_save_and_add_another": False,
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def show_sessions(self, request: HttpRequest) -> HttpResponse:
        """Show today, the next fourteen days and a month."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        now = timezone.now()
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "schedule": build_schedule(now, read_month(request.GET.get("month", ""), now)),
            "title": "Sessions",
        }  # fmt: skip
        return render(request, "admin/studio/inquiry/sessions.html", context)

    def brief(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the brief for the photographer as PDF."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        inquiry = Inquiry.objects.filter(pk=pk).first()
        if inquiry is None:
            return self.refuse(request, GONE, HTTPStatus.NOT_FOUND)
        return send_pdf(request, partial(draw_inquiry_brief, inquiry), f"brief-{inquiry}")

    def send_calendar(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the calendar file of the session; once it is called off, the file that removes it."""
        inquiry = get_object_or_404(Inquiry, pk=pk, session_at__isnull=False)
        if not self.has_view_permission(request, inquiry):
            raise PermissionDenied
        is_canceled = inquiry.status not in TAKES_TIME
        return send_calendar_file(write_session_calendar(inquiry, is_canceled=is_canceled), f"session-{inquiry}")

    def show_action(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Show the form of one action; once it is filled in, do it."""
        chosen = INQUIRY_ACTIONS.get(name)
        if chosen is None:
            raise Http404
        if not cast(User, request.user).has_perm(chosen.permission):
            return self.refuse(request, NOT_ALLOWED, HTTPStatus.FORBIDDEN, chosen.form.base_fields)
        if request.method != "POST":
            return self._answer_action(request, Inquiry.objects.filter(pk=pk).first(), chosen)
        # The lock makes the second of two people see what the first one has done.
        with transaction.atomic():
            inquiry = Inquiry.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            return self._answer_action(request, inquiry, chosen)

    def _answer_action(self, request: HttpRequest, inquiry: Inquiry | None, chosen: InquiryAction) -> HttpResponse:
        if inquiry is None:
            return self.refuse(request, GONE, HTTPStatus.NOT_FOUND, chosen.form.base_fields)
        by, template = cast(User, request.user), request.GET.get("template", "")
        data, changes = read_action_form(request, inquiry)
        form = chosen.form(data, inquiry=inquiry, by=by, template=template)
        context: dict[str, Any] = self.admin_site.each_context(request) | {
            "opts": self.opts, "original": inquiry, "action": chosen, "form": form, "changes": changes,
            "preserved_filters": self.get_preserved_filters(request),
            "title": f"{chosen.label}: {inquiry}",
            "media": self.media + form.media,
        }  # fmt: skip
        if not self._is_open(chosen, inquiry):
            typed = list_typed_words(form.fields, data) if data else []
            context |= {"status": self.status_in_words(inquiry), "last": inquiry.status_changes.last(), "typed": typed}
            return render(request, "admin/studio/inquiry/closed.html", context, status=HTTPStatus.CONFLICT)
        if not form.stops_at_changes:
            changes = context["changes"] = []
        if data and "look" in data:  # show another day, with everything that was typed
            form = chosen.form(None, inquiry=inquiry, by=by, template=template)
            form.initial.update({name: text for name, text in data.items() if name in form.fields})
            form.initial["day"] = data["look"] or data.get("day", "")
            return render(request, chosen.template, context | {"form": form})
        if form.is_valid() and not changes and not is_restored(request) and self._perform(request, inquiry, form):
            own = reverse("admin:studio_inquiry_change", args=[inquiry.pk])
            return redirect(form.next_page or keep_filters(self, request, own))
        return render(request, chosen.template, context)

    def _may(self, request: HttpRequest, action: InquiryAction, inquiry: Inquiry) -> bool:
        """Return whether the action is offered to this person for this inquiry."""
        return cast(User, request.user).has_perm(action.permission) and self._is_open(action, inquiry)

    @staticmethod
    def _is_open(action: InquiryAction, inquiry: Inquiry) -> bool:
        """Return whether the action is possible for this inquiry now."""
        if action.permission == "studio.erase_inquiry":
            return action.is_open(inquiry)
        is_merged = inquiry.merged_into_id is not None
        return not inquiry.erase_at and action.is_for_merged == is_merged and action.is_open(inquiry)

    def _perform(self, request: HttpRequest, inquiry: Inquiry, form: ActionForm) -> bool:
        """Do the action; False when it isn't possible, which the form then says."""
        try:
            said = form.perform()
        except IllegalMoveError as error:
            form.add_error(None, str(error))
            return False
        self.log_change(request, inquiry, said)
        if form.journal:
            event, note = form.journal
            record(event, request=request, note=note)
        messages.success(request, said)
        return True

    def show_bulk(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a bulk move and its emails; undo it as long as they wait."""
        bulk = get_object_or_404(BulkMove, pk=pk)
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self._undo_bulk(request, bulk)
            return redirect(keep_filters(self, request, request.path))
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "bulk": bulk, "changes": bulk.changes.select_related("inquiry"),
            "mail_count": bulk.mails.exclude(kind=MailKind.STAFF).count(),
            "undone_by": find_undoer(bulk),
            "preserved_filters": self.get_preserved_filters(request),
            "can_undo": bulk.undone_at is None and bulk.sends_at > timezone.now(),
            "title": f"{bulk.get_to_status_display()}: {count_inquiries(bulk.changes.count())}",
        }  # fmt: skip
        return render(request, "admin/studio/inquiry/bulk.html", context)

    def _undo_bulk(self, request: HttpRequest, bulk: BulkMove) -> None:
        try:
            count, faults = undo_bulk_move(bulk, by=cast(User, request.user))
        except IllegalMoveError as error:
            messages.error(request, str(error))
            return
        if faults:
            messages.error(request, sum_up(faults))
        messages.success(request, f"{count_inquiries(count)} as before. No email goes out for them.")

    def save_model(self, request: HttpRequest, obj: Inquiry, form: WorkForm, change: bool) -> None:
        """Save the work fields; nothing else of an inquiry can be changed."""
        do_work(request, obj, form)

    # Django accepts a sentence instead of its own structure, which only knows fields.
    def construct_change_message(  # type: ignore[override]
        self, request: HttpRequest, form: WorkForm, formsets: object, add: bool = False
    ) -> str:
        """Return a sentence for the log."""
        return " ".join(form.said) or "Saved without a change."
