"""The client's own page: what they sent, and its status.

Reading it changes nothing, because mail scanners follow links; every change is a POST. The secret is in the address and
not in a cookie, so another site cannot forge a request. Django's CSRF check would refuse everybody, because browsers
send no origin from a page with the referrer policy "no-referrer".
"""

import logging
from collections.abc import Callable
from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from decision.pages.words import list_answered
from studio.inquiries.erase import request_erasure
from studio.inquiries.form import PhotosForm
from studio.inquiries.offers import list_offers
from studio.inquiries.own_page import hash_token
from studio.inquiries.status import MOVES, IllegalMoveError, change_status
from studio.models import Inquiry, Status
from studio.photos.store import StoreError, add_photos

logger = logging.getLogger(__name__)

OK, INVALID, UNAVAILABLE = 200, 422, 503

View = Callable[..., HttpResponse]

WITHDRAWN = "Withdrawn by the client."

# The status in words for the client.
IN_WORDS = {
    Status.NEW: "The studio has it and will reply by email. Nothing is booked yet.",
    Status.SUSPECTED: "The studio has it and will reply by email. Nothing is booked yet.",
    Status.CONTACTED: "The studio has replied. Nothing is booked yet.",
    Status.BOOKED: "Your session is booked.",
    Status.PHOTOGRAPHED: "Your pictures are taken. We are working on them.",
    Status.DONE: "Your session has taken place.",
    Status.NO_SHOW: "Your session was to take place, but nobody came. Reply to any of our emails for another date.",
    Status.CANCELLED: "Your session is canceled.",
    Status.WITHDRAWN: "You have withdrawn it. The studio no longer works on it.",
    Status.DECLINED: "The studio cannot take it on.",
    Status.SPAM: "The studio does not work on it.",
}


def keep_private(view: View) -> View:
    """Keep the page out of caches and search engines, and its address from other sites."""

    def answer(request: HttpRequest, token: str) -> HttpResponse:
        response = never_cache(view)(request, token)
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


@keep_private
@require_safe
def show_own_page(request: HttpRequest, token: str) -> HttpResponse:
    return _render(request, find_own(token), token, PhotosForm())


def _render(request: HttpRequest, inquiry: Inquiry, token: str, form: PhotosForm, status: int = OK) -> HttpResponse:
    kept = find_active(inquiry)
    context = {
        "inquiry": inquiry,
        "together_with": kept if kept != inquiry else None,
        "token": token,
        "status": IN_WORDS[Status(kept.status)],
        "session_at": kept.session_at if kept.status == Status.BOOKED else None,
        "answered": list_answered(inquiry.framework, inquiry.read_answers()),
        "answers": inquiry.read_answers(),
        "offers": list_offers(kept),
        "active": kept,
        "photo_count": inquiry.photos.count(),
        "can_withdraw": Status.WITHDRAWN in MOVES[kept.status],
        "form": form,
        "was_not_stored": status == UNAVAILABLE,
    }
    return render(request, "studio/own_page.html", context, status=status)


@csrf_exempt
@keep_private
@require_POST
def send_photos(request: HttpRequest, token: str) -> HttpResponse:
    """Take the photos that were not kept with the inquiry. This works once."""
    inquiry = find_own(token)
    if not inquiry.takes_photos:
        return redirect("studio:own-page", token)
    form = PhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        return _render(request, inquiry, token, form, INVALID)
    try:
        add_photos(inquiry, form.cleaned_data["photos"])
    except StoreError:
        logger.exception("Photos could not be stored.")
        return _render(request, inquiry, token, PhotosForm(), UNAVAILABLE)
    return redirect("studio:own-page", token)


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
