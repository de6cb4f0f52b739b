"""The public pages of a photo day: signing up, and each person's own time.

As on a client's own page, the secret is in the address, reading a page changes nothing, and there is no CSRF token; see
`studio.own_page_views`.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from headshot_advisor.methods import require_safe
from studio.downloads import send_calendar_file, send_pdf
from studio.inquiries.search import fold_email
from studio.links import hash_token
from studio.mail.calendar import name_place, write_day_calendar, write_time_calendar
from studio.models import PhotoDay, SignUp
from studio.own_page_views import DIRECTIONS, find_active, find_own, keep_private
from studio.photo_day.form import SignUpForm, TimeForm
from studio.photo_day.sheet import draw_sheet
from studio.photo_day.sign_ups import (
    ClosedError,
    PhotographedError,
    TakenError,
    TooManyMailsError,
    change_time,
    confirm_time,
    give_back,
    hold_time,
    list_slots,
)

OK, INVALID, NOT_FOUND = 200, 422, 404


def find_day(token: str) -> PhotoDay:
    """Return the day with this link, or answer 404."""
    return get_object_or_404(PhotoDay.objects.select_related("inquiry"), token_hash=hash_token(token))


def find_sign_up(token: str) -> SignUp | None:
    """Return whose link this is; None once it was canceled, or never confirmed."""
    sign_ups = SignUp.objects.select_related("photo_day__inquiry")
    return sign_ups.filter(token_hash=hash_token(token)).first()


@csrf_exempt
@keep_private
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, token: str) -> HttpResponse:
    """Show the free times, and hold one for half an hour."""
    day, now = find_day(token), timezone.now()
    if request.method != "POST":
        return _show_times(request, day, token, now)
    form = SignUpForm(request.POST, slots=list_slots(day, now))
    if form.is_valid() and day.takes_sign_ups(now) and _hold(day, form, now):
        return redirect("studio:photo-day-held", token)
    return _show_times(request, day, token, now, form)


def _hold(day: PhotoDay, form: SignUpForm, now: datetime) -> bool:
    """Hold the chosen time; False when that is not possible, which the form then says."""
    sent = form.cleaned_data
    slot = next((slot for slot in form.slots if slot.starts_at == sent["time"]), None)
    held = slot and slot.sign_up
    is_own = held and held.email_key == fold_email(sent["email"]) and not held.is_confirmed
    if (slot is None or not slot.is_free) and not is_own:
        form.offer_next(sent["time"])
        return False
    if not is_own and not form.allow_mail():
        return False
    try:
        hold_time(day, sent["time"], name=sent["name"], email=sent["email"], now=now)
    except TakenError:
        form.slots = list_slots(day, now)
        form.offer_next(sent["time"])
    except ClosedError:
        form.add_error(None, "Sign-up was closed a moment ago.")
    except TooManyMailsError:
        form.add_error(None, "We can’t send any more emails for this day. Please ask who sent you the link.")
    return form.is_valid()


def _show_times(
    request: HttpRequest, day: PhotoDay, token: str, now: datetime, form: SignUpForm | None = None
) -> HttpResponse:
    shown = form or SignUpForm(slots=list_slots(day, now))
    is_open, has_free = day.takes_sign_ups(now), any(slot.is_free for slot in shown.slots)
    context = {
        "photo_day": day,
        "place": name_place(day),
        "heading": name_page(day, now, has_free=has_free),
        "is_open": is_open,
        "can_sign_up": is_open and has_free,
        "form": shown,
        "token": token,
    }
    return render(request, "studio/photo_day/sign_up.html", context, status=INVALID if form else OK)


def name_page(day: PhotoDay, now: datetime, *, has_free: bool) -> str:
    """Return the heading of the page to sign up."""
    if day.called_off_at:
        return "This photo day is called off"
    if day.ends_at <= now:
        return "This photo day is over"
    if not day.takes_sign_ups(now):
        return "Sign-up is closed"
    return "Pick a time for your photo" if has_free else "All times are taken"


@keep_private
@require_safe
def show_held(request: HttpRequest, token: str) -> HttpResponse:
    """Say that an email is on its way. Nothing on this page is personal."""
    return render(request, "studio/photo_day/held.html", {"photo_day": find_day(token), "token": token})


@keep_private
@require_safe
def show_own_time(request: HttpRequest, token: str) -> HttpResponse:
    return _answer_own(request, token, lambda own, now: _show_own(request, own, token, now))


@csrf_exempt
@keep_private
@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    def answer(own: SignUp, now: datetime) -> HttpResponse:
        try:
            confirm_time(own, now=now)
        except PhotographedError:
            return _show_own(request, own, token, now, fault="You have been photographed on this day already.")
        except ClosedError:
            return _show_own(request, own, token, now)
        return redirect("studio:photo-day-own", token)

    return _answer_own(request, token, answer)


@csrf_exempt
@keep_private
@require_POST
def change(request: HttpRequest, token: str) -> HttpResponse:
    """Change to another time. The old one is kept until the new one is certain."""

    def answer(own: SignUp, now: datetime) -> HttpResponse:
        form = TimeForm(request.POST, slots=list_slots(own.photo_day, now))
        if not form.is_valid():
            return _show_own(request, own, token, now, form)
        try:
            change_time(own, form.cleaned_data["time"], now=now)
        except TakenError:
            form.slots = list_slots(own.photo_day, now)
            form.offer_next(form.cleaned_data["time"])
            return _show_own(request, own, token, now, form)
        except ClosedError:
            return _show_own(request, own, token, now, fault="Sign-up is closed, so your time stays as it is.")
        return redirect("studio:photo-day-own", token)

    return _answer_own(request, token, answer)


@csrf_exempt
@keep_private
@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Give the time back, which deletes name and address."""

    def answer(own: SignUp, now: datetime) -> HttpResponse:
        try:
            give_back(own, now=now)
        except ClosedError:
            return _show_own(request, own, token, now)
        context = {"was_canceled": True, "heading": "Your time is canceled"}
        return render(request, "studio/photo_day/gone.html", context)

    return _answer_own(request, token, answer)


@keep_private
@require_safe
def send_time(request: HttpRequest, token: str) -> HttpResponse:
    """Send the calendar file of a confirmed time."""
    own = find_sign_up(token)
    if own is None or not own.is_confirmed:
        raise Http404
    return send_calendar_file(write_time_calendar(own), "photo")


@keep_private
@require_safe
def send_day(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Send the calendar file of the whole day to the contact."""
    return send_calendar_file(write_day_calendar(find_own_day(token, pk)), "photo-day")


@keep_private
@require_safe
def send_sheet(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Send the list of times and names to the contact, as PDF."""
    return send_pdf(request, partial(draw_sheet, find_own_day(token, pk)), "photo-day")


def find_own_day(token: str, pk: int) -> PhotoDay:
    """Return a photo day of the client with this token, or answer 404."""
    return get_object_or_404(find_active(find_own(token)).photo_days.select_related("inquiry"), pk=pk)


def _answer_own(request: HttpRequest, token: str, answer: Callable[[SignUp, datetime], HttpResponse]) -> HttpResponse:
    """Answer for the sign-up with this token, or say that there is none, also when it was just deleted."""
    own = find_sign_up(token)
    if own is not None:
        try:
            return answer(own, timezone.now())
        except TakenError:
            pass
    return render(request, "studio/photo_day/gone.html", {"heading": "This link no longer works"}, status=NOT_FOUND)


def _show_own(
    request: HttpRequest, own: SignUp, token: str, now: datetime, form: TimeForm | None = None, fault: str = ""
) -> HttpResponse:
    day, has_fault = own.photo_day, bool(fault or (form and form.errors))
    context = {
        "own": own,
        "photo_day": day,
        "place": name_place(day),
        "is_at_studio": day.venue == "studio",
        "directions": DIRECTIONS,
        "is_over": own.starts_at <= now,
        "is_late": bool(own.held_until and own.held_until <= now),
        "can_change": own.is_confirmed and own.starts_at > now and day.takes_sign_ups(now),
        "form": form or TimeForm(slots=list_slots(day, now)),
        "fault": fault,
        "has_fault": has_fault,
        "token": token,
    }
    status = INVALID if has_fault else OK
    return render(request, "studio/photo_day/own_time.html", context, status=status)
