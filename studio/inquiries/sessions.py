"""Sessions: book and move one, find what clashes with it, remind the client, and brief the photographer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from decision.core.advice import advise
from decision.core.packages import list_packages
from decision.core.turnaround import find_holiday, find_today
from decision.pdf.brief import Sitting, draw_session_brief
from studio.inquiries.notes import add_note
from studio.inquiries.status import IllegalMoveError, change_status
from studio.mail.compose import post_move_request, post_reminder, post_status_mail
from studio.models import (
    BOOKABLE,
    TAKES_PLACE,
    Inquiry,
    Mail,
    MailKind,
    Note,
    OfferedTime,
    PhotoDay,
    Status,
    StatusChange,
    StudioFacts,
)
from studio.models.inquiry import MAX_SESSION_MINUTES
from studio.times import write_clock, write_time

LONGEST_AHEAD = timedelta(days=730)
"""Sessions cannot be later than this: a year like 2126 is a typing mistake."""
PASSED = "This day has passed. Choose a later one."
TOO_FAR = "This is more than two years ahead. Choose an earlier day."


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
        return f"{write_time(self.starts_at)}, {self.minutes} minutes"


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

    One that ends exactly when it begins does not overlap.
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


def find_busy_days(start: datetime, end: datetime) -> QuerySet[PhotoDay]:
    """Return the photo days that overlap with this time, also those at a client's: the photographer is there."""
    planned = PhotoDay.objects.filter(called_off_at=None, inquiry__status__in=TAKES_PLACE, inquiry__erase_at=None)
    return planned.filter(starts_at__lt=end, ends_at__gt=start).select_related("inquiry").order_by("starts_at")


def find_picked() -> QuerySet[OfferedTime]:
    """Return the offered times that clients picked and nobody has confirmed, the longest wait first."""
    waiting = OfferedTime.objects.filter(
        picked_at__isnull=False, inquiry__status__in=BOOKABLE, inquiry__merged_into=None, inquiry__erase_at=None
    )
    return waiting.order_by("picked_at")


def find_picks_at(session: Session, *, other_than: Inquiry) -> list[OfferedTime]:
    """Return the picked times of other clients that overlap with `session`."""
    earliest = session.starts_at - timedelta(minutes=MAX_SESSION_MINUTES)
    near = find_picked().filter(starts_at__gt=earliest, starts_at__lt=session.ends_at).exclude(inquiry_id=other_than.pk)
    picks = near.select_related("inquiry")
    return [pick for pick in picks if Session(pick.starts_at, pick.minutes).ends_at > session.starts_at]


def propose_minutes(inquiry: Inquiry, facts: StudioFacts) -> int:
    """Return the length by the package, and more for each further person."""
    package = inquiry.current_package
    for_one = (package.session_minutes if package else None) or facts.usual_minutes
    return min(for_one + (inquiry.current_people - 1) * facts.minutes_each, MAX_SESSION_MINUTES)


def find_warnings(session: Session, facts: StudioFacts, *, other_than: Inquiry) -> list[str]:
    """Return one sentence for each rule that the session doesn't follow. Three queries."""
    return [*find_clash_warnings(session, facts, other_than), *find_closed_warnings(session, facts)]


def find_clash_warnings(session: Session, facts: StudioFacts, other_than: Inquiry) -> Iterator[str]:
    """Yield a sentence for each session or photo day of another inquiry at this time, and for each that is close."""
    buffer = timedelta(minutes=facts.buffer_minutes)
    for other in find_clashes(session, other_than=other_than, buffer=buffer):
        starts_at, ends_at = cast(datetime, other.session_at), cast(datetime, other.session_ends_at)
        when = f"{other.current_name} ({other}): {write_time(starts_at)}, {other.session_minutes} minutes."
        if starts_at < session.ends_at and ends_at > session.starts_at:
            yield f"This clashes with {when}"
        else:
            yield f"You like to keep {facts.buffer_minutes} minutes between sessions. This is closer to {when}"
    for pick in find_picks_at(session, other_than=other_than):
        who = f"{pick.inquiry.current_name} ({pick.inquiry})"
        yield f"{who} picked this time and waits for your answer: {Session(pick.starts_at, pick.minutes)}."
    for day in find_busy_days(session.starts_at, session.ends_at).exclude(inquiry_id=other_than.pk):
        until = write_clock(day.ends_at)
        yield (
            f"This clashes with the photo day of {day.inquiry.current_name} ({day.inquiry}):"
            f" {write_time(day.starts_at)}, until {until}."
        )


def find_closed_warnings(session: Session, facts: StudioFacts) -> Iterator[str]:
    """Yield a sentence for each rule about opening hours and closed days that this time breaks."""
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    day = start.date()
    if start.time() < facts.opens_at or end.time() > facts.closes_at or end.date() > day:
        hours = f"{write_clock(facts.opens_at)} to {write_clock(facts.closes_at)}"
        back = ", after the clocks went back," if start.utcoffset() != end.utcoffset() else ""
        yield f"{write_clock(start)} to {write_clock(end)}{back} is outside your hours, {hours}."
    if day.weekday() in facts.closed_weekdays:
        yield f"The studio is closed on {day:%A}s."
    if facts.closes_on_holidays and (holiday := find_holiday(day)):
        yield f"{day:%A, %B} {day.day}, is a holiday: {holiday}."
    if day in facts.closed_dates:
        word = facts.closed_dates[day]
        yield f"{day:%B} {day.day} is one of your closed days{f': {word}' if word else ''}."


def find_move_requests() -> QuerySet[Inquiry]:
    """Return the booked inquiries whose clients asked to move, and that staff have not answered or changed since."""
    since = F("inquiry__move_asked_at")
    seen = (
        Note.objects.filter(inquiry=OuterRef("pk"), by__isnull=False, at__gt=since),
        StatusChange.objects.filter(inquiry=OuterRef("pk"), at__gt=since),
        Mail.objects.filter(inquiry=OuterRef("pk"), kind=MailKind.REPLY, created_at__gt=since),
    )
    asked = Inquiry.objects.filter(status=Status.BOOKED, move_asked_at__isnull=False)
    return asked.exclude(Exists(seen[0]) | Exists(seen[1]) | Exists(seen[2]))


def is_move_asked(inquiry: Inquiry) -> bool:
    """Return whether a request to move waits for the studio."""
    return inquiry.move_asked_at is not None and find_move_requests().filter(pk=inquiry.pk).exists()


@transaction.atomic
def request_move(inquiry: Inquiry, wish: str, *, at: datetime) -> bool:
    """Record that a client wants another time, and email the studio; False while another request waits.

    Raises:
        ValidationError: the wish is too long.
    """
    if is_move_asked(inquiry):
        return False
    # Of two requests at once, only one finds the row unchanged.
    unchanged = Inquiry.objects.filter(pk=inquiry.pk, status=Status.BOOKED, move_asked_at=inquiry.move_asked_at)
    if not unchanged.update(move_asked_at=at):
        return False
    inquiry.move_asked_at = at
    add_note(inquiry, f"The client asks for another time: {wish}", by=None, at=at)
    post_move_request(inquiry, wish)
    return True


def remind_of_sessions(now: datetime) -> int:
    """Email the clients whose session is near; return how many. Any number of workers may do this at once.

    A client who was emailed about the booking within REMINDER_HOURS of the session gets no reminder.
    """
    ahead = timedelta(hours=settings.REMINDER_HOURS)
    told_since = Mail.objects.filter(
        inquiry=OuterRef("pk"), kind=MailKind.BOOKED, created_at__gt=OuterRef("session_at") - ahead
    )
    booked = Inquiry.objects.filter(status=Status.BOOKED, merged_into=None, erase_at=None)
    near = booked.filter(session_at__gt=now, session_at__lte=now + ahead)
    unreminded = near.exclude(reminded_for=F("session_at")).exclude(Exists(told_since))
    return sum(_remind(inquiry) for inquiry in unreminded)


@transaction.atomic
def _remind(inquiry: Inquiry) -> bool:
    """Email one client, unless another worker has, or the session was moved or canceled just now."""
    if not inquiry.current_email:
        return False
    same = Inquiry.objects.filter(pk=inquiry.pk, status=Status.BOOKED, session_at=inquiry.session_at)
    if not same.exclude(reminded_for=inquiry.session_at).update(reminded_for=inquiry.session_at):
        return False
    post_reminder(inquiry)
    return True


def draw_inquiry_brief(inquiry: Inquiry) -> bytes:
    """Return a page for the photographer with what the client sent, as PDF.

    Raises:
        PdfBusyError: try again in some seconds.
        PdfError: it cannot be drawn.
    """
    session = Session(inquiry.session_at, inquiry.session_minutes or 0) if inquiry.session_at else None
    sitting = Sitting(
        reference=inquiry.reference,
        name=inquiry.current_name,
        package=inquiry.current_package_in_words,
        people=inquiry.current_people,
        session=str(session or ""),
        days=inquiry.preferred_dates,
        words=inquiry.message,
    )
    advice = advise(inquiry.framework, inquiry.read_answers(), list_packages())
    return draw_session_brief(sitting, advice, today=find_today())
