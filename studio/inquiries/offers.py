"""Offer a client up to three times for a session; the client picks one, and staff confirm it by booking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from studio.inquiries.notes import add_note
from studio.inquiries.sessions import Session, find_busy_days, find_clashes, find_picks_at
from studio.inquiries.status import change_status
from studio.mail.compose import post_offer, post_picked
from studio.models import BOOKABLE, Inquiry, OfferedTime, Status, StudioFacts
from studio.models.catalog import ONLY_ID
from studio.times import write_time

MOST_OFFERS = 3


class NotFreeError(ValueError):
    """The picked time has passed, was taken meanwhile, or is no longer offered."""


@dataclass(frozen=True)
class Offer:
    """An offered time, and whether it can still be picked."""

    time: OfferedTime
    is_free: bool


@transaction.atomic
def offer_times(inquiry: Inquiry, sessions: Sequence[Session], *, by: User) -> None:
    """Offer these times instead of earlier ones, and email the client. A new inquiry becomes contacted.

    Raises:
        IllegalMoveError: somebody else has just changed the status.
    """
    inquiry.offered_times.all().delete()
    OfferedTime.objects.bulk_create(
        OfferedTime(inquiry=inquiry, starts_at=session.starts_at, minutes=session.minutes, by=by)
        for session in sessions
    )
    note = f"Offered: {'; '.join(map(str, sessions))}."
    if inquiry.status == Status.NEW:
        change_status(inquiry, to=Status.CONTACTED, by=by, note=note)
    else:
        add_note(inquiry, note, by=by)
    post_offer(inquiry)


def list_offers(inquiry: Inquiry, now: datetime | None = None) -> list[Offer]:
    """Return the offered times, the earliest first; none once the studio no longer works on the inquiry."""
    if inquiry.status not in BOOKABLE:
        return []
    return [Offer(time, _is_free(time, now or timezone.now())) for time in inquiry.offered_times.all()]


def _is_free(time: OfferedTime, now: datetime) -> bool:
    session = Session(time.starts_at, time.minutes)
    if session.starts_at <= now or find_clashes(session, other_than=time.inquiry):
        return False
    if find_picks_at(session, other_than=time.inquiry):
        return False
    return not find_busy_days(session.starts_at, session.ends_at).exclude(inquiry=time.inquiry).exists()


@transaction.atomic
def pick_time(inquiry: Inquiry, key: int, *, now: datetime | None = None) -> OfferedTime:
    """Pick an offered time for the client, and email the studio. Picking the same one again does nothing.

    Raises:
        NotFreeError: it cannot be picked now.
    """
    now = now or timezone.now()
    # Two clients who pick the same time at once take turns at this row.
    StudioFacts.objects.select_for_update().get(pk=ONLY_ID)
    locked = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    chosen = next((offer for offer in list_offers(locked, now) if offer.time.pk == key), None)
    if chosen is None or not chosen.is_free:
        raise NotFreeError
    if chosen.time.picked_at:
        return chosen.time
    locked.offered_times.update(picked_at=None)
    locked.offered_times.filter(pk=key).update(picked_at=now)
    add_note(locked, f"The client picked {write_time(chosen.time.starts_at)}.", by=None, at=now)
    post_picked(locked, chosen.time)
    return chosen.time
