"""The calendar feed of a member of staff. Calendar programs read it without signing in: its address is the secret."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from headshot_advisor.client_address import find_client_network
from headshot_advisor.errors import TOO_MANY, add_wait, refuse
from headshot_advisor.rate_limit import find_wait
from studio.accounts.calendar_feed import is_valid_token
from studio.inquiries.session_feed import write_session_feed


@require_safe
def send_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Send the sessions to anyone with a valid address; any other address doesn't exist."""
    if wait := find_wait("calendar feeds", find_client_network(request)):
        return refuse(request, add_wait(TOO_MANY, wait))
    if not is_valid_token(token):
        raise Http404
    text = write_session_feed(timezone.now())
    # No Last-Modified: an erased session leaves no row that could say when it went.
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Content-Disposition": 'inline; filename="sessions.ics"',
        # A program may keep its copy, but asks each time whether it is still right.
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response
