"""What a client decides on their own page: an offered time, and what we may write to them after the session.

Every change is a POST; see `studio.own_page_views` about the secret in the address.
"""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from studio.inquiries.agreement import record_agreement
from studio.inquiries.offers import NotFreeError, pick_time
from studio.own_page_views import find_active, find_own, keep_private

LONGEST_KEY = 10  # digits


@csrf_exempt
@keep_private
@require_POST
def pick(request: HttpRequest, token: str) -> HttpResponse:
    """Pick a time. One that is no longer free changes nothing; the page then shows it as taken."""
    kept, key = find_active(find_own(token)), request.POST.get("time", "")
    if key.isdecimal() and len(key) < LONGEST_KEY:
        with suppress(NotFreeError):
            pick_time(kept, int(key))
    return redirect(reverse("studio:own-page", args=[token]) + "#times")


@csrf_exempt
@keep_private
@require_POST
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """Record whether we may ask for a review, and write when the photo is three years old."""
    kept = find_active(find_own(token))
    if kept.photographed_at:
        record_agreement(kept, {name: name in request.POST for name in ("review", "reminder")}, by=None)
    return redirect(reverse("studio:own-page", args=[token]) + "#after")
