"""The client's own page: where things are, the booked session, what they sent, and how to change or cancel it.

Reading it changes nothing, because mail scanners follow links; every change is a POST. The secret is in the address and
not in a cookie, so another site cannot forge a request. Django's CSRF check would refuse everybody, because browsers
send no origin from a page with the referrer policy "no-referrer".
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from decision.pages.words import list_answered
from headshot_advisor.errors import TOO_MANY, add_wait, refuse
from headshot_advisor.methods import require_safe
from headshot_advisor.rate_limit import find_wait
from studio.downloads import send_calendar_file
from studio.inquiries.agreement import list_agreement, record_agreement
from studio.inquiries.deadlines import explain_late_pictures
from studio.inquiries.erasure import request_erasure
from studio.inquiries.form import MoveForm, PhotosForm
from studio.inquiries.notes import add_note
from studio.inquiries.offers import NotFreeError, list_offers, pick_time
from studio.inquiries.sessions import is_move_asked, request_move
from studio.inquiries.status import MOVES, IllegalMoveError, change_status
from studio.inquiries.words import describe_people, list_things_to_bring
from studio.links import hash_token
from studio.mail.calendar import write_session_calendar
from studio.models import Inquiry, Status, StudioFacts
from studio.models.inquiry import MOST_PHOTOS
from studio.photo_day.overview import describe_for_contact
from studio.photos.store import StoreError, add_photos

logger = logging.getLogger(__name__)

OK, INVALID, UNAVAILABLE = 200, 422, 503

View = Callable[..., HttpResponse]

WITHDRAWN = "Withdrawn by the client."
DIRECTIONS = "https://www.google.com/maps/dir/?api=1&destination=45+W+34th+Street%2C+New+York%2C+NY"

# The status in words for the client.
IN_WORDS = {
    Status.NEW: "The studio has your inquiry and will reply by email. Nothing is booked yet.",
    Status.SUSPECTED: "The studio has your inquiry and will reply by email. Nothing is booked yet.",
    Status.CONTACTED: "The studio has replied by email. Nothing is booked yet.",
    Status.BOOKED: "Your session is booked. We look forward to seeing you.",
    Status.PHOTOGRAPHED: "Your pictures are taken. We are working on them.",
    Status.DONE: "Your session has taken place.",
    Status.NO_SHOW: "Your session was to take place, but nobody came. Reply to any of our emails for another date.",
    Status.CANCELLED: "Your session is canceled.",
    Status.WITHDRAWN: "You have canceled your inquiry. The studio no longer works on it.",
    Status.DECLINED: "The studio cannot take it on.",
    Status.SPAM: "The studio does not work on it.",
}
PHOTO_DAY = "Your photo day is planned."
OVER = "The time of your session has passed. Did you miss it? Reply to any of our emails."
LONGEST_KEY = 10  # digits
LIMIT = "choices on the own page"


def keep_private(view: View) -> View:
    """Keep the page out of caches and search engines, and its address from other sites."""

    @wraps(view)
    def answer(request: HttpRequest, token: str, **more: int) -> HttpResponse:
        response = never_cache(view)(request, token, **more)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def find_active(inquiry: Inquiry) -> Inquiry:
    """Return the inquiry that the studio works on: this one, or the one that it was merged into."""
    return inquiry.merged_into or inquiry


def find_own(token: str) -> Inquiry:
    """Return the inquiry with this token, or answer 404."""
    inquiry = Inquiry.objects.filter(token_hash=hash_token(token)).first()
    if inquiry is None:
        raise Http404
    return inquiry


def describe_status(inquiry: Inquiry, *, has_photo_day: bool) -> str:
    """Return where things are, in words for the client."""
    if has_photo_day and inquiry.status in (Status.NEW, Status.CONTACTED):
        return PHOTO_DAY
    ends_at = inquiry.session_ends_at
    if inquiry.status == Status.BOOKED and ends_at and ends_at < timezone.now():
        return OVER
    return IN_WORDS[Status(inquiry.status)]


@keep_private
@require_safe
def show_own_page(request: HttpRequest, token: str) -> HttpResponse:
    return _render(request, find_own(token), token)


def _render(
    request: HttpRequest,
    inquiry: Inquiry,
    token: str,
    form: PhotosForm | None = None,
    move_form: MoveForm | None = None,
    status: int = OK,
) -> HttpResponse:
    kept = find_active(inquiry)
    is_booked = kept.status == Status.BOOKED
    photo_count = inquiry.photos.count()
    photo_days = describe_for_contact(kept)
    offers = list_offers(kept)
    context = {
        "inquiry": inquiry,
        "together_with": kept if kept != inquiry else None,
        "token": token,
        "status": describe_status(kept, has_photo_day=bool(photo_days)),
        "session_at": kept.session_at if is_booked else None,
        "facts": StudioFacts.objects.first(),
        "directions": DIRECTIONS,
        "things": list_things_to_bring(kept) if is_booked else [],
        "is_move_asked": is_move_asked(kept),
        "answered": list_answered(inquiry.framework, inquiry.read_answers()),
        "answers": inquiry.read_answers(),
        "people": describe_people(inquiry),
        "offers": offers,
        "has_free_offer": any(offer.is_free for offer in offers),
        "agreed": list_agreed(inquiry, kept),
        "active": kept,
        "photo_days": photo_days,
        "late": explain_late_pictures(kept, timezone.now()),
        "photo_count": photo_count,
        "room": MOST_PHOTOS - photo_count,
        "can_withdraw": Status.WITHDRAWN in MOVES[kept.status],
        "can_ask_for_erasure": not inquiry.erasure_asked_at and not inquiry.erase_at,
        "form": form or PhotosForm(),
        "move_form": move_form or MoveForm(),
        "has_errors": bool((form and form.errors) or (move_form and move_form.errors)),
        "was_not_stored": status == UNAVAILABLE,
    }
    return render(request, "studio/own_page.html", context, status=status)


def list_agreed(inquiry: Inquiry, kept: Inquiry) -> list[tuple[str, str]]:
    """Return (label, value) of what was agreed about the session since the client wrote.

    With an inquiry that was merged, the contact details of the other one stay private.
    """
    names = ("package", "price", "people", "deposit", "deposit_on")
    contact = ("name", "email", "phone") if inquiry == kept else ()
    return [(label, now) for label, now, _ in list_agreement(kept, (*names, *contact))]


@csrf_exempt
@keep_private
@require_POST
def send_photos(request: HttpRequest, token: str) -> HttpResponse:
    """Take photos of how the person looks now, as long as there is room for them."""
    inquiry = find_own(token)
    if not inquiry.takes_photos:
        return redirect("studio:own-page", token)
    form = PhotosForm(request.POST, request.FILES, room=MOST_PHOTOS - inquiry.photos.count())
    if not form.is_valid():
        return _render(request, inquiry, token, form, status=INVALID)
    photos = form.cleaned_data["photos"]
    try:
        if add_photos(inquiry, photos):
            add_note(inquiry, f"The client added {len(photos)} photo{'' if len(photos) == 1 else 's'}.", by=None)
    except StoreError:
        logger.exception("Photos could not be stored.")
        return _render(request, inquiry, token, status=UNAVAILABLE)
    return redirect(reverse("studio:own-page", args=[token]) + "#photos")


@keep_private
@require_safe
def send_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Send the calendar file of the booked session."""
    kept = find_active(find_own(token))
    if kept.status != Status.BOOKED:
        raise Http404
    return send_calendar_file(write_session_calendar(kept), "session")


@csrf_exempt
@keep_private
@require_POST
def ask_to_move(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the studio for another time. The session stays booked until staff move it."""
    inquiry = find_own(token)
    kept = find_active(inquiry)
    if kept.status == Status.BOOKED:
        form = MoveForm(request.POST)
        if not form.is_valid():
            return _render(request, inquiry, token, move_form=form, status=INVALID)
        request_move(kept, form.cleaned_data["wish"], at=timezone.now())
    return redirect(reverse("studio:own-page", args=[token]) + "#session")


@csrf_exempt
@keep_private
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Withdraw the inquiry and show its status, even when there was nothing left to withdraw."""
    inquiry = find_own(token)
    kept = find_active(inquiry)
    note = WITHDRAWN if kept == inquiry else f"{WITHDRAWN} They used the page of {inquiry}."
    with suppress(IllegalMoveError):  # staff were faster; the page shows their decision
        change_status(kept, to=Status.WITHDRAWN, by=None, note=note)
    return redirect("studio:own-page", token)


@csrf_exempt
@keep_private
@require_POST
def ask_for_erasure(request: HttpRequest, token: str) -> HttpResponse:
    """Record the request for erasure, and email the studio once."""
    request_erasure(find_own(token))
    return redirect("studio:own-page", token)


def limit_choices(choose: Callable[[HttpRequest, Inquiry, str], HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the inquiry that the studio works on, and answer 429 to more choices than a person makes."""

    def answer(request: HttpRequest, token: str) -> HttpResponse:
        active = find_active(find_own(token))
        wait = find_wait(LIMIT, active.reference)
        return refuse(request, add_wait(TOO_MANY, wait)) if wait else choose(request, active, token)

    return answer


@csrf_exempt
@keep_private
@require_POST
@limit_choices
def pick(request: HttpRequest, active: Inquiry, token: str) -> HttpResponse:
    """Pick a time. One that is no longer free changes nothing; the page then shows it as taken."""
    key = request.POST.get("time", "")
    if key.isdecimal() and len(key) < LONGEST_KEY:
        with suppress(NotFreeError):
            pick_time(active, int(key))
    return redirect(reverse("studio:own-page", args=[token]) + "#times")


@csrf_exempt
@keep_private
@require_POST
@limit_choices
def consent(request: HttpRequest, active: Inquiry, token: str) -> HttpResponse:
    """Record whether we may ask for a review, and write when the photo is three years old."""
    if active.photographed_at:
        record_agreement(active, {name: name in request.POST for name in ("review", "reminder")}, by=None)
    return redirect(reverse("studio:own-page", args=[token]) + "#after")
