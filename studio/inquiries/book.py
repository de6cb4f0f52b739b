"""Book sessions, and find other sessions at the same time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studio.inquiries.status import IllegalMoveError, change_status
from studio.mail.compose import post_status_mail
from studio.models import Inquiry, Note, Status
from studio.models.inquiry import MAX_SESSION_MINUTES

NOON = 12
LONGEST_AHEAD = timedelta(days=730)
PASSED = "This day has passed. Choose a later one."
TOO_FAR = "This is more than two years ahead. Choose an earlier day."
"""Sessions cannot be later than this: a year like 2126 is a typing mistake."""


@dataclass(frozen=True)
class Session:
    """A time span in the studio; `starts_at` has a time zone."""

    starts_at: datetime
    minutes: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_ambiguous(self) -> bool:
        """Whether the clocks go back that night and show this time twice."""
        local = timezone.localtime(self.starts_at)
        return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()

    def __str__(self) -> str:
        return f"{format_time(self.starts_at)}, {self.minutes} minutes"


def format_time(at: datetime) -> str:
    """Return a time as people in New York read it: “Fri, Jan 8, 2027, 10:00 AM (New York)”."""
    local = timezone.localtime(at)
    half = "AM" if local.hour < NOON else "PM"
    return f"{local:%a, %b} {local.day}, {local.year}, {local.hour % NOON or NOON}:{local:%M} {half} (New York)"


def find_session_start(day: date, at: time, *, now: datetime) -> datetime:
    """Return the moment of this New York time; the first, if it comes twice that night.

    Raises:
        ValidationError: it has passed, is more than two years ahead, or the clocks skip it; keyed "day" or "time".
    """
    today = timezone.localdate(now)
    if day < today:
        raise ValidationError({"day": PASSED})
    if day > today + LONGEST_AHEAD:
        raise ValidationError({"day": TOO_FAR})
    local = datetime.combine(day, at)
    starts_at = timezone.make_aware(local).astimezone(UTC)
    # A time that the clocks skip changes when it is converted to UTC and back.
    if timezone.make_naive(starts_at) != local:
        raise ValidationError({"time": "The clocks go forward that night and skip this time. Choose another."})
    if starts_at < now:
        raise ValidationError({"time": "This time has passed. Choose a later one."})
    return starts_at


def book_session(
    inquiry: Inquiry,
    session: Session,
    *,
    by: User | None,
    note: str = "",
    at: datetime | None = None,
) -> bool:
    """Book or rebook a session, and email the client; return whether anything changed.

    Raises:
        IllegalMoveError: the inquiry cannot be booked from its status.
        ValidationError: the note is too long.
    """
    if inquiry.status == Status.BOOKED:
        return _rebook(inquiry, session, by=by, note=note)
    columns = {"session_at": session.starts_at, "session_minutes": session.minutes}
    with transaction.atomic():
        change = change_status(inquiry, to=Status.BOOKED, by=by, note=note, at=at, columns=columns)
        inquiry.offered_times.all().delete()
    return change is not None


def _rebook(inquiry: Inquiry, session: Session, *, by: User | None, note: str) -> bool:
    before = Session(inquiry.session_at, inquiry.session_minutes or 0) if inquiry.session_at else None
    if session == before:
        return False
    text = f"Rebooked from {before} to {session}. {note}".strip()
    record = Note(inquiry=inquiry, by=by, text=text)
    record.full_clean()
    with transaction.atomic():
        unchanged = Inquiry.objects.filter(pk=inquiry.pk, status=Status.BOOKED, session_at=inquiry.session_at)
        if not unchanged.update(
            session_at=session.starts_at,
            session_minutes=session.minutes,
            calendar_sequence=F("calendar_sequence") + 1,
            version=F("version") + 1,
        ):
            raise IllegalMoveError(f"Somebody else has just changed the session of {inquiry}. Reload the page.")
        record.save()
        inquiry.offered_times.all().delete()
        inquiry.refresh_from_db(fields=["session_at", "session_minutes", "calendar_sequence", "version"])
        post_status_mail(inquiry, Status.BOOKED, moved_from=before.starts_at if before else None)
    return True


def find_clashes(session: Session, *, other_than: Inquiry, buffer: timedelta = timedelta(0)) -> list[Inquiry]:
    """Return the booked inquiries whose sessions overlap with `session` and the `buffer` around it.

    One that ends as it begins does not.
    """
    start, end = session.starts_at - buffer, session.ends_at + buffer
    earliest = start - timedelta(minutes=MAX_SESSION_MINUTES)
    near = Inquiry.objects.filter(status=Status.BOOKED, session_at__gt=earliest, session_at__lt=end).exclude(
        pk=other_than.pk
    )
    return [
        inquiry
        for inquiry in near.order_by("session_at")
        if inquiry.session_ends_at and inquiry.session_ends_at > start
    ]
