"""What a client decides on their own page: an offered time, and what we may write to them after the session.

Every change is a POST; see `studio.own_page_views` about the secret in the address.
"""

from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from headshot_advisor.errors import TOO_MANY, add_wait, refuse
from headshot_advisor.rate_limit import find_wait
from studio.inquiries.agreement import record_agreement
from studio.inquiries.offers import NotFreeError, pick_time
from studio.models import Inquiry
from studio.own_page_views import find_active, find_own, keep_private

LONGEST_KEY = 10  # digits
LIMIT = "choices on the own page"


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
