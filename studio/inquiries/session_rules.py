"""What the studio's own rules say about a session: its proposed length, and warnings that staff may set aside."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import cast

from django.utils import timezone

from decision.core.turnaround import find_holiday
from studio.inquiries.book import NOON, Session, find_clashes, format_time
from studio.models import Inquiry, StudioFacts
from studio.models.inquiry import MAX_SESSION_MINUTES
from studio.photo_day.clashes import find_busy_days


def propose_minutes(inquiry: Inquiry, facts: StudioFacts) -> int:
    """Return the length by the package, and more for each further person."""
    package = inquiry.current_package
    for_one = (package.session_minutes if package else None) or facts.usual_minutes
    return min(for_one + (inquiry.current_people - 1) * facts.minutes_each, MAX_SESSION_MINUTES)


def find_warnings(session: Session, facts: StudioFacts, *, other_than: Inquiry) -> list[str]:
    """Return one sentence for each rule that the session doesn't follow. Two queries."""
    return [*find_clash_warnings(session, facts, other_than), *find_closed_warnings(session, facts)]


def find_clash_warnings(session: Session, facts: StudioFacts, other_than: Inquiry) -> Iterator[str]:
    """Yield a sentence for each session or photo day of another inquiry at this time, and for each that is close."""
    buffer = timedelta(minutes=facts.buffer_minutes)
    for other in find_clashes(session, other_than=other_than, buffer=buffer):
        starts_at, ends_at = cast(datetime, other.session_at), cast(datetime, other.session_ends_at)
        when = f"{other.current_name} ({other}): {format_time(starts_at)}, {other.session_minutes} minutes."
        if starts_at < session.ends_at and ends_at > session.starts_at:
            yield f"This clashes with {when}"
        else:
            yield f"You like to keep {facts.buffer_minutes} minutes between sessions. This is closer to {when}"
    for day in find_busy_days(session.starts_at, session.ends_at).exclude(inquiry=other_than):
        until = write_clock(timezone.localtime(day.ends_at).time())
        yield (
            f"This clashes with the photo day of {day.inquiry.current_name} ({day.inquiry}):"
            f" {format_time(day.starts_at)}, until {until}."
        )


def find_closed_warnings(session: Session, facts: StudioFacts) -> Iterator[str]:
    """Yield a sentence for each of the studio's hours and closed days that this time is outside of."""
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    day = start.date()
    if start.time() < facts.opens_at or end.time() > facts.closes_at or end.date() > day:
        hours = f"{write_clock(facts.opens_at)} to {write_clock(facts.closes_at)}"
        yield f"{write_clock(start.time())} to {write_clock(end.time())} is outside your hours, {hours}."
    if day.weekday() in facts.closed_weekdays:
        yield f"The studio is closed on {day:%A}s."
    if facts.closes_on_holidays and (holiday := find_holiday(day)):
        yield f"{day:%A, %B} {day.day}, is a holiday: {holiday}."
    if day in facts.closed_dates:
        word = facts.closed_dates[day]
        yield f"{day:%B} {day.day} is one of your closed days{f': {word}' if word else ''}."


def write_clock(at: time) -> str:
    """Return a time as people in New York read it: “2:30 PM”."""
    return f"{at.hour % NOON or NOON}:{at:%M} {'AM' if at.hour < NOON else 'PM'}"
