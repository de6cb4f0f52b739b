"""The client's own page: what they sent and where it stands.

Reading it changes nothing, because mail scanners follow links; every change is a POST. The address alone says who
asks, no cookie does, so there is nothing that another site could forge. Django's check against forgery would refuse
everybody: browsers name no origin when they send a form from a page that lets no referrer go.
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
from studio.inquiries.erase import note_wish
from studio.inquiries.form import PhotosForm
from studio.inquiries.own_page import hash_token
from studio.inquiries.status import MOVES, IllegalMoveError, change_status
from studio.models import Inquiry, Status
from studio.photos.store import StoreError, add_photos

logger = logging.getLogger(__name__)

OK, INVALID, UNAVAILABLE = 200, 422, 503

View = Callable[..., HttpResponse]

WITHDRAWN = "Withdrawn by the client."

# The studio's statuses as the client reads them.
IN_WORDS = {
    Status.NEW: "The studio has it and will reply by email. Nothing is booked yet.",
    Status.SUSPECTED: "The studio has it and will reply by email. Nothing is booked yet.",
    Status.CONTACTED: "The studio has replied. Nothing is booked yet.",
    Status.BOOKED: "Your session is booked.",
    Status.DONE: "Your session has taken place.",
    Status.NO_SHOW: "Your session was to take place, but nobody came. Reply to any of our mails for another date.",
    Status.CANCELLED: "Your session is canceled.",
    Status.WITHDRAWN: "You have withdrawn it. The studio does not work on it any more.",
    Status.DECLINED: "The studio cannot take it on.",
    Status.SPAM: "The studio does not work on it.",
}


def keep_private(view: View) -> View:
    """Let no browser, proxy or search engine keep the page, and no other site learn its address."""

    def answer(request: HttpRequest, token: str) -> HttpResponse:
        response = never_cache(view)(request, token)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def find_kept(inquiry: Inquiry) -> Inquiry:
    """Return the inquiry that the studio works on for this client: this one, or the one that it was merged into."""
    return inquiry.merged_into or inquiry


def find_own(token: str) -> Inquiry:
    """Return the inquiry whose page this is; 404 for any other token."""
    inquiry = Inquiry.objects.filter(token_hash=hash_token(token)).first()
    if inquiry is None:
        raise Http404
    return inquiry


@keep_private
@require_safe
def show_own(request: HttpRequest, token: str) -> HttpResponse:
    """Show what they sent and its status."""
    return _render(request, find_own(token), token, PhotosForm())


def _render(request: HttpRequest, inquiry: Inquiry, token: str, form: PhotosForm, status: int = OK) -> HttpResponse:
    kept = find_kept(inquiry)
    context = {
        "inquiry": inquiry,
        "together_with": kept if kept != inquiry else None,
        "token": token,
        "status": IN_WORDS[Status(kept.status)],
        "session_at": kept.session_at if kept.status == Status.BOOKED else None,
        "answered": list_answered(inquiry.framework, inquiry.read_answers()),
        "answers": inquiry.read_answers(),
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
    """Take the photos that were not kept with the inquiry, once; the page then says how many there are."""
    inquiry = find_own(token)
    if not inquiry.takes_photos:
        return redirect("studio:own-page", token)
    form = PhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        return _render(request, inquiry, token, form, INVALID)
    try:
        add_photos(inquiry, form.cleaned_data["photos"])
    except StoreError:
        logger.exception("Photos could not be kept.")
        return _render(request, inquiry, token, PhotosForm(), UNAVAILABLE)
    return redirect("studio:own-page", token)


@csrf_exempt
@keep_private
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Withdraw the inquiry; the page then says how it stands, also when there was nothing left to withdraw."""
    inquiry = find_own(token)
    kept = find_kept(inquiry)
    note = WITHDRAWN if kept == inquiry else f"{WITHDRAWN} They used the page of {inquiry}."
    with suppress(IllegalMoveError):  # staff were faster; the page shows what they decided
        change_status(kept, to=Status.WITHDRAWN, by=None, note=note)
    return redirect("studio:own-page", token)


@csrf_exempt
@keep_private
@require_POST
def ask_for_erasure(request: HttpRequest, token: str) -> HttpResponse:
    """Note the wish and tell the studio, once."""
    note_wish(find_own(token))
    return redirect("studio:own-page", token)
