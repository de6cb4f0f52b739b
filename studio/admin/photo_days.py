"""Photo days on the staff site: the list, the plan with its people, and the page for a phone on the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from studio.admin.action_forms import LONGEST_NUMBER, read_action_form
from studio.admin.base import StaffAdmin, list_typed_words
from studio.admin.idle import NOT_ALLOWED, is_restored
from studio.admin.photo_day_forms import CallOffForm, DayForm, FollowUpForm, NamesForm, PlanForm, RemoveForm
from studio.downloads import send_calendar_file, send_pdf
from studio.inquiries.status import IllegalMoveError
from studio.links import find_sign_up_page
from studio.mail.calendar import name_place, write_day_calendar
from studio.models import Attendance, Inquiry, PhotoDay, SignUp
from studio.models.photo_day import MAX_FILES_LENGTH, is_taken
from studio.photo_day.days import set_open
from studio.photo_day.sheet import draw_sheet
from studio.photo_day.sign_ups import Slot, StaleError, find_missing, list_slots, record_attendance
from studio.typed_text import clean_line, one_line

GONE = "There is no photo day here. It was erased with its inquiry, or the address is wrong."
TICK_FIELDS = {
    "attendance": forms.ChoiceField(label="What happened", choices=Attendance.choices),
    "files": forms.CharField(label="Files"),
}


@dataclass(frozen=True)
class DayAction:
    """An action on a planned day that has a page with a form."""

    name: str
    label: str
    help: str
    form: type[DayForm | PlanForm]
    is_open: Callable[[PhotoDay, datetime], bool]


def is_ahead(photo_day: PhotoDay, now: datetime) -> bool:
    """Return whether the day is still to come."""
    return photo_day.takes_place and photo_day.starts_at > now


DAY_ACTIONS = {
    action.name: action
    for action in (
        DayAction(
            "names",
            "Add names",
            "They have their time right away, with nothing to confirm.",
            NamesForm,
            lambda day, now: day.takes_place and day.ends_at > now,
        ),
        DayAction(
            "plan",
            "Change the plan",
            "You see who would get another time before anything changes. Nobody loses a time.",
            PlanForm,
            is_ahead,
        ),
        DayAction(
            "remove",
            "Remove a person",
            "Their name and address are deleted, and the time is free again.",
            RemoveForm,
            lambda day, now: True,
        ),
        DayAction(
            "call-off",
            "Call off the day",
            "Everybody who has a time and an address gets an email. This can’t be undone.",
            CallOffForm,
            lambda day, now: day.called_off_at is None and day.ends_at > now,
        ),
        DayAction(
            "follow-up",
            "Plan the follow-up",
            "The day is on the front page until it is settled.",
            FollowUpForm,
            lambda day, now: day.takes_place and day.ends_at <= now,
        ),
    )
}


@dataclass(frozen=True)
class Tick:
    """What was sent for one person on the day, and why it was not saved."""

    person: int
    files: str
    fault: str


@admin.register(PhotoDay)
class PhotoDayAdmin(StaffAdmin):
    """Those who may see and change inquiries may do so with their photo days."""

    list_display = ["day_in_words", "client", "venue", "taken", "state"]
    list_select_related = ["inquiry"]
    search_fields = ["title", "inquiry__reference", "inquiry__search_text__text"]
    ordering = ["-starts_at"]

    def has_view_permission(self, request: HttpRequest, obj: PhotoDay | None = None) -> bool:
        return cast(User, request.user).has_perm("studio.view_inquiry")

    def has_change_permission(self, request: HttpRequest, obj: PhotoDay | None = None) -> bool:
        return cast(User, request.user).has_perm("studio.change_inquiry")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A day is planned on the page of its inquiry."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: PhotoDay | None = None) -> bool:
        """A day is called off, so that nobody loses a time silently."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[PhotoDay]:
        days: QuerySet[PhotoDay] = super().get_queryset(request)
        taken = is_taken(timezone.now(), "sign_ups__") & Q(sign_ups__isnull=False)
        return days.annotate(taken_count=Count("sign_ups", filter=taken))

    @admin.display(description="Day", ordering="starts_at")
    def day_in_words(self, photo_day: PhotoDay) -> str:
        return str(photo_day)

    @admin.display(description="Client")
    def client(self, photo_day: PhotoDay) -> str:
        return photo_day.title or photo_day.inquiry.current_name

    @admin.display(description="Taken")
    def taken(self, photo_day: PhotoDay) -> str:
        return f"{photo_day.taken_count} of {photo_day.slots}"  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="State")
    def state(self, photo_day: PhotoDay) -> str:
        return name_state(photo_day, timezone.now())

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of a day, and a page for each action."""
        guard = self.admin_site.admin_view
        own = [
            path("<int:pk>/change/", guard(self.show_day), name="studio_photoday_change"),
            path("<int:pk>/on-the-day/", guard(self.show_on_the_day), name="studio_photoday_on_the_day"),
            path("<int:pk>/tick/<int:person>/", guard(self.tick), name="studio_photoday_tick"),
            path("<int:pk>/open/", guard(self.open_or_close), name="studio_photoday_open"),
            path("<int:pk>/sheet.pdf", guard(self.send_sheet), name="studio_photoday_sheet"),
            path("<int:pk>/photo-day.ics", guard(self.send_calendar), name="studio_photoday_calendar"),
            path("<int:pk>/<slug:name>/", guard(self.show_action), name="studio_photoday_act"),
        ]
        listed = [url for url in super().get_urls() if url.name == "studio_photoday_changelist"]
        return [*listed, *own]

    def _find(self, request: HttpRequest, pk: int) -> PhotoDay:
        """Return a day that this person may see."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(PhotoDay.objects.select_related("inquiry"), pk=pk)

    def _gather_context(self, request: HttpRequest, day: PhotoDay, title: str) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {
            "opts": self.opts, "original": day.inquiry, "photo_day": day, "title": title, "media": self.media,
            "can_change": self.has_change_permission(request), "day_name": day.title or day.inquiry.current_name,
        }  # fmt: skip

    def show_day(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the plan, the link to sign up, who has which time, and afterwards who is missing."""
        day, now = self._find(request, pk), timezone.now()
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        slots = list_slots(day, now)
        is_over = day.ends_at <= now
        actions = [one for one in DAY_ACTIONS.values() if one.is_open(day, now)]
        context = self._gather_context(request, day, f"Photo day on {day}") | {
            "slots": slots,
            "taken": sum(slot.sign_up is not None for slot in slots),
            "state": name_state(day, now),
            "place": name_place(day),
            "sign_up_page": find_sign_up_page(day),
            "takes_sign_ups": day.takes_sign_ups(now),
            "is_over": is_over,
            "missing": list(find_missing(day)) if is_over else [],
            "actions": actions if self.has_change_permission(request) else [],
        }
        return render(request, "admin/studio/photoday/day.html", context)

    def show_action(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Show the form of one action; once it is filled in, do it."""
        chosen = DAY_ACTIONS.get(name)
        if chosen is None:
            raise Http404
        if not self.has_change_permission(request):
            return self.refuse(request, NOT_ALLOWED, HTTPStatus.FORBIDDEN, chosen.form.base_fields)
        if request.method != "POST":
            return self._answer_action(request, find_day(pk), chosen)
        # The lock makes the second of two people see what the first one has done.
        with transaction.atomic():
            Inquiry.objects.select_for_update(of=("self",)).filter(photo_days=pk).first()
            return self._answer_action(request, find_day(pk), chosen)

    def _answer_action(self, request: HttpRequest, day: PhotoDay | None, chosen: DayAction) -> HttpResponse:
        if day is None:
            return self.refuse(request, GONE, HTTPStatus.NOT_FOUND, chosen.form.base_fields)
        data, changes = read_action_form(request, day.inquiry)
        form = chosen.form(data, inquiry=day.inquiry, by=cast(User, request.user), photo_day=day)
        context = self._gather_context(request, day, f"{chosen.label}: {day}") | {
            "action": chosen, "form": form, "changes": changes, "button": chosen.label,
        }  # fmt: skip
        template = "plan" if isinstance(form, PlanForm) else "act"
        if not chosen.is_open(day, timezone.now()):
            context["typed"] = list_typed_words(chosen.form.base_fields, request.POST)
            return render(request, "admin/studio/photoday/closed.html", context, status=HTTPStatus.CONFLICT)
        if form.is_valid() and not changes and not is_restored(request) and self._perform(request, day, form):
            return redirect(form.next_page)
        return render(request, f"admin/studio/photoday/{template}.html", context)

    def _perform(self, request: HttpRequest, day: PhotoDay, form: DayForm | PlanForm) -> bool:
        """Do the action; False when it isn't possible, which the form then says."""
        try:
            with transaction.atomic():
                said = form.perform()
        except IllegalMoveError as error:
            form.add_error(None, str(error))
            return False
        self._log(request, day, said)
        messages.success(request, said)
        return True

    def _log(self, request: HttpRequest, day: PhotoDay, said: str) -> None:
        """Log it with the inquiry, whose log entries are erased with it."""
        self.log_change(request, day.inquiry, said)

    def open_or_close(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open or close the sign-up. Somebody who had to sign in again comes back by GET, which changes nothing."""
        day = self._find(request, pk)
        if request.method != "POST":
            return redirect("admin:studio_photoday_change", pk)
        if not self.has_change_permission(request):
            raise PermissionDenied
        is_open = request.POST.get("is_open") == "yes"
        if set_open(day, is_open=is_open, by=cast(User, request.user)):
            self._log(request, day, f"Sign-up {'opened' if is_open else 'closed'}.")
        return redirect("admin:studio_photoday_change", pk)

    def show_on_the_day(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show everybody with large buttons."""
        day = self._find(request, pk)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return self._render_on_the_day(request, day)

    def tick(self, request: HttpRequest, pk: int, person: int) -> HttpResponse:
        """Save what happened to one person, and the numbers of the files."""
        back = f"{reverse('admin:studio_photoday_on_the_day', args=[pk])}#person-{person}"
        if request.method != "POST":  # somebody had to sign in again, and had typed nothing
            return redirect(back)
        if not self.has_change_permission(request):
            return self.refuse(request, NOT_ALLOWED, HTTPStatus.FORBIDDEN, TICK_FIELDS)
        day = find_day(pk)
        if day is None:
            return self.refuse(request, GONE, HTTPStatus.NOT_FOUND, TICK_FIELDS)
        sign_up = day.sign_ups.filter(pk=person).first()
        if sign_up is None:
            typed = "; ".join(f"{label}: {text}" for label, text in list_typed_words(TICK_FIELDS, request.POST))
            messages.error(request, f"This person was removed meanwhile. Nothing was saved. {typed}")
            return redirect(back)
        fault = self._save_tick(request, sign_up)
        if fault:
            return self._render_on_the_day(request, day, Tick(person, request.POST.get("files", ""), fault))
        return redirect(back)

    def _save_tick(self, request: HttpRequest, sign_up: SignUp) -> str:
        """Save what was sent about one person; return why that isn't possible, or ""."""
        attendance, typed, seen = (request.POST.get(name, "") for name in ("attendance", "files", "version"))
        files = clean_line(typed)
        if fault := find_tick_fault(attendance, files, seen):
            return fault
        if is_restored(request):
            return f"This was not saved: {Attendance(attendance).label}. Please tap it again."
        by, now = cast(User, request.user), timezone.now()
        try:
            record_attendance(sign_up, Attendance(attendance), files, seen=int(seen), by=by, now=now)
        except StaleError as error:
            return str(error)
        return ""

    def _render_on_the_day(self, request: HttpRequest, day: PhotoDay, tick: Tick | None = None) -> HttpResponse:
        slots = [slot for slot in list_slots(day, timezone.now()) if slot.sign_up]
        context = self._gather_context(request, day, f"On the day: {day}") | {
            "slots": slots,
            "counts": count_attendance(slots),
            "following": next((one for one in slots if one.sign_up and is_next(one.sign_up, tick)), None),
            "choices": [choice for choice in Attendance.choices if choice[0] != Attendance.EXPECTED],
            "tick": tick,
        }
        status = HTTPStatus.CONFLICT if tick else HTTPStatus.OK
        return render(request, "admin/studio/photoday/on_the_day.html", context, status=status)

    def send_sheet(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the list of times and names as PDF."""
        day = self._find(request, pk)
        return send_pdf(request, partial(draw_sheet, day), f"photo-day-{day.day}")

    def send_calendar(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the calendar file of the whole day."""
        day = self._find(request, pk)
        return send_calendar_file(write_day_calendar(day), f"photo-day-{day.day}")


def find_day(pk: int) -> PhotoDay | None:
    return PhotoDay.objects.select_related("inquiry").filter(pk=pk).first()


def name_state(photo_day: PhotoDay, now: datetime) -> str:
    """Return how the day is: coming, over, called off, or with a closed inquiry."""
    if photo_day.called_off_at:
        return "called off"
    if not photo_day.takes_place:
        return "its inquiry is closed"
    if photo_day.ends_at <= now:
        return "over"
    return "sign-up open" if photo_day.is_open else "sign-up closed"


def is_next(sign_up: SignUp, tick: Tick | None) -> bool:
    """Return whether this is somebody to look at next: whose tick was not saved, or else who is expected."""
    return sign_up.pk == tick.person if tick else sign_up.attendance == Attendance.EXPECTED


def count_attendance(slots: list[Slot]) -> list[tuple[str, int]]:
    """Return how many people are in each state, in words."""
    states = [slot.sign_up.attendance for slot in slots if slot.sign_up]
    return [(str(label).lower(), states.count(value)) for value, label in Attendance.choices]


def find_tick_fault(attendance: str, files: str, seen: str) -> str:
    """Return what is wrong with a sent tick, or ""."""
    if attendance not in Attendance.values or not (seen.isdecimal() and len(seen) < LONGEST_NUMBER):
        return "The page came back damaged. Nothing was saved. Please reload it."
    if len(files) > MAX_FILES_LENGTH:
        return f"These file numbers have {len(files)} characters. Please shorten them to {MAX_FILES_LENGTH}."
    try:
        one_line(files)
    except ValidationError as error:
        return str(error.messages[0])
    return ""
