"""The calendar that staff subscribe to: all sessions and photo days. Its secret address works without signing in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from icalendar import vDuration

from decision.core.turnaround import NEW_YORK
from headshot_advisor.client_address import find_client_network
from headshot_advisor.errors import TOO_MANY, add_wait, refuse
from headshot_advisor.methods import require_safe
from headshot_advisor.rate_limit import find_wait
from studio.links import TOKEN_LENGTH, hash_token
from studio.mail.calendar import PLACE, CalendarEvent, describe_day, make_event, write_calendar
from studio.models import CalendarFeed, Inquiry, Note, PhotoDay, Status, StatusChange
from studio.models.photo_day import TAKES_PLACE

# Canceled sessions are left out, so that a subscribed calendar drops them.
SHOWN = (Status.BOOKED, Status.PHOTOGRAPHED, Status.DONE, Status.NO_SHOW)
PAST = timedelta(days=30)
"""How long a session stays in the feed."""

NAME = "Gorn Photo sessions"
PAUSE = vDuration(timedelta(hours=1), params={"VALUE": "DURATION"})
"""How often calendar programs are asked to read the feed."""
# The standard's names (RFC 7986), and those that Outlook, Apple and Google read; see decision 105.
SUBSCRIPTION = {
    "name": NAME,
    "x-wr-calname": NAME,
    "refresh-interval": PAUSE,
    "x-published-ttl": vDuration(timedelta(hours=1)),
    "x-wr-timezone": NEW_YORK.key,
}


@transaction.atomic
def make_feed(account: User) -> str:
    """Make a new address, in place of an earlier one, and return it."""
    token = secrets.token_hex(TOKEN_LENGTH // 2)
    CalendarFeed.objects.filter(account=account).delete()
    CalendarFeed.objects.create(account=account, token_hash=hash_token(token))
    return settings.SITE_URL + reverse("studio:calendar-feed", args=[token])


def end_feed(account: User) -> bool:
    """End the address of an account; False when it has none."""
    return bool(CalendarFeed.objects.filter(account=account).delete()[0])


def is_valid_token(token: str) -> bool:
    """Return whether this is the token of somebody who may see the sessions now."""
    feed = CalendarFeed.objects.select_related("account").filter(token_hash=hash_token(token)).first()
    return feed is not None and feed.account.is_staff and feed.account.has_perm("studio.view_inquiry")


def write_session_feed(now: datetime) -> str:
    """Return the calendar, the same text as long as nothing in it changes."""
    sessions = Inquiry.objects.filter(status__in=SHOWN, session_at__gte=now - PAST).order_by("session_at", "pk")
    days = PhotoDay.objects.filter(
        called_off_at=None, inquiry__status__in=TAKES_PLACE, inquiry__erase_at=None, starts_at__gte=now - PAST
    )
    found = [
        *((_describe_session(row, row.session_at), row.changed_at) for row in _add_changed_at(sessions, "")),
        *((describe_day(row), row.changed_at) for row in _add_changed_at(days.select_related("inquiry"), "inquiry__")),
    ]
    return write_calendar((make_event(about, stamp=at) for about, at in found), subscription=SUBSCRIPTION)


def _add_changed_at(rows: QuerySet, inquiry: str) -> QuerySet:
    """Give each row the time of the latest change or note of its inquiry. Moving a session always adds a note."""
    latest = [
        Subquery(model.objects.filter(inquiry=OuterRef(f"{inquiry}pk")).order_by("-at").values("at")[:1])
        for model in (StatusChange, Note)
    ]
    received = F(f"{inquiry}created_at")
    changed: QuerySet = rows.annotate(changed_at=Greatest(received, *(Coalesce(at, received) for at in latest)))
    return changed


def _describe_session(inquiry: Inquiry, starts_at: datetime) -> CalendarEvent:
    """Return the event of a session. Other companies store it, so it names nobody in full."""
    first = inquiry.current_name.split()[0]
    is_name = not any(letter == "@" or letter.isdigit() for letter in first)
    return CalendarEvent(
        uid=inquiry.reference,
        sequence=inquiry.calendar_sequence,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=inquiry.session_minutes or 60),
        summary=f"Headshot session: {f'{first} ' if is_name else ''}({inquiry.reference})",
        place=PLACE,
    )


@require_safe
def send_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Send the sessions to anyone with a valid address; any other address doesn't exist."""
    if wait := find_wait("calendar feeds", find_client_network(request)):
        return refuse(request, add_wait(TOO_MANY, wait))
    if not is_valid_token(token):
        raise Http404
    text = write_session_feed(timezone.now())
    # No Last-Modified: an erased session leaves no row that could say when it was removed.
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Content-Disposition": 'inline; filename="sessions.ics"',
        # A program may keep its copy, but asks each time whether it is still current.
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response
