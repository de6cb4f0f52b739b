from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from studio.inquiries.sessions import (
    Session,
    book_session,
    find_clashes,
    find_session_start,
    find_warnings,
    propose_minutes,
    remind_of_sessions,
)
from studio.inquiries.status import IllegalMoveError, change_status
from studio.mail.calendar import ADDRESS
from studio.models import Inquiry, Mail, MailKind, Status, StudioFacts
from studio.times import write_time
from tests.studio.factories import make_inquiry, make_package, make_staff

pytestmark = pytest.mark.django_db

TEN = datetime(2027, 1, 8, 15, tzinfo=UTC)  # 10 am in New York
AN_HOUR = Session(TEN, 60)

NEW_YORK = ZoneInfo("America/New_York")
FACTS = StudioFacts(
    opens_at=time(9), closes_at=time(18), closed_weekdays=[0], closed_days="2027-06-11 Wedding\n2027-06-18",
    buffer_minutes=15, usual_minutes=45, minutes_each=20,
)  # fmt: skip

SESSION = datetime(2027, 7, 8, 14, 30, tzinfo=UTC)


def shift(minutes: int, *, length: int = 60) -> Session:
    return Session(TEN + timedelta(minutes=minutes), length)


@pytest.mark.parametrize(
    ("day", "at", "errors"),
    [
        (date(2026, 11, 26), time(10), {"day": ["This day has passed. Choose a later one."]}),
        (date(2026, 11, 27), time(9, 59), {"time": ["This time has passed. Choose a later one."]}),
        (date(2028, 11, 27), time(10), {"day": ["This is more than two years ahead. Choose an earlier day."]}),
        (date(2027, 3, 14), time(2, 30), {"time": [
            "The clocks go forward that night and skip this time. Choose another."
        ]}),
    ],
)  # fmt: skip
def test_a_start_that_cannot_be_is_refused(day: date, at: time, errors: dict[str, list[str]]) -> None:
    now = datetime(2026, 11, 27, 15, tzinfo=UTC)  # 10 AM in New York

    with pytest.raises(ValidationError) as refusal:
        find_session_start(day, at, now=now)

    assert refusal.value.message_dict == errors


def test_a_booking_moves_the_inquiry_and_keeps_its_time() -> None:
    inquiry, staff = make_inquiry(), make_staff()

    is_changed = book_session(inquiry, AN_HOUR, by=staff, note="Morning light.")

    kept = Inquiry.objects.get()
    change = kept.status_changes.get()
    assert is_changed
    assert (kept.status, kept.session_at, kept.session_minutes) == (Status.BOOKED, TEN, 60)
    assert (str(change), change.by, change.note) == ("New → Booked", staff, "Morning light.")


def test_the_same_booking_again_changes_nothing() -> None:
    inquiry = make_inquiry()
    book_session(inquiry, AN_HOUR, by=None)

    is_changed = book_session(inquiry, AN_HOUR, by=None)

    assert not is_changed
    assert (inquiry.status_changes.count(), inquiry.notes.count()) == (1, 0)


def test_another_time_is_a_rebooking_that_is_recorded() -> None:
    inquiry, staff = make_inquiry(), make_staff()
    book_session(inquiry, AN_HOUR, by=None)

    is_changed = book_session(inquiry, shift(120, length=90), by=staff, note="Client asked.")

    record = inquiry.notes.get()
    assert is_changed
    assert (inquiry.session_at, inquiry.session_minutes) == (TEN + timedelta(hours=2), 90)
    assert record.by == staff
    assert record.text == (
        "Rebooked from Fri, Jan 8, 2027, 10:00 AM (New York), 60 minutes"
        " to Fri, Jan 8, 2027, 12:00 PM (New York), 90 minutes. Client asked."
    )


def test_of_two_rebookings_at_once_one_gets_an_error() -> None:
    inquiry = make_inquiry()
    book_session(inquiry, AN_HOUR, by=None)
    seen_earlier = Inquiry.objects.get()
    book_session(inquiry, shift(60), by=None)

    with pytest.raises(IllegalMoveError) as refusal:
        book_session(seen_earlier, shift(180), by=None)

    assert str(refusal.value) == f"Somebody else has just changed the session of {inquiry}. Reload the page."
    assert Inquiry.objects.get().session_at == TEN + timedelta(hours=1)


def test_a_cancelled_session_can_be_booked_anew() -> None:
    inquiry = make_inquiry()
    book_session(inquiry, AN_HOUR, by=None)
    change_status(inquiry, to=Status.CANCELLED, by=None)

    book_session(inquiry, shift(1440), by=None)

    assert (inquiry.status, inquiry.session_at) == (Status.BOOKED, TEN + timedelta(days=1))


def test_spam_cannot_be_booked() -> None:
    inquiry = make_inquiry()
    change_status(inquiry, to=Status.SPAM, by=None)

    with pytest.raises(IllegalMoveError):
        book_session(inquiry, AN_HOUR, by=None)

    assert Inquiry.objects.get().session_at is None


@pytest.mark.parametrize(
    ("minutes", "length", "clashes"),
    [
        (0, 60, True), (-30, 60, True), (59, 60, True), (10, 10, True), (-600, 720, True),
        (60, 60, False), (-60, 60, False), (1440, 60, False),
    ],
)  # fmt: skip
def test_sessions_that_overlap_clash(minutes: int, length: int, clashes: bool) -> None:
    booked, asking = make_inquiry(), make_inquiry()
    book_session(booked, AN_HOUR, by=None)

    found = find_clashes(shift(minutes, length=length), other_than=asking)

    assert found == ([booked] if clashes else [])


def test_an_inquiry_does_not_clash_with_itself_or_with_a_session_that_is_off() -> None:
    booked, off = make_inquiry(), make_inquiry()
    book_session(booked, AN_HOUR, by=None)
    book_session(off, AN_HOUR, by=None)
    change_status(off, to=Status.CANCELLED, by=None)

    assert find_clashes(AN_HOUR, other_than=booked) == []


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("session", "warnings"),
    [
        (Session(at(6, 9, 9), 540), []),
        (Session(at(6, 9, 8, 59), 60), ["8:59 AM to 9:59 AM is outside your hours, 9:00 AM to 6:00 PM."]),
        (Session(at(6, 9, 17, 30), 45), ["5:30 PM to 6:15 PM is outside your hours, 9:00 AM to 6:00 PM."]),
        (Session(at(6, 7, 10), 60), ["The studio is closed on Mondays."]),
        (Session(at(11, 25, 10), 60), ["Thursday, November 25, is a holiday: Thanksgiving Day."]),
        (Session(at(6, 11, 10), 60), ["June 11 is one of your closed days: Wedding."]),
        (Session(at(6, 18, 10), 60), [
            "Friday, June 18, is a holiday: Juneteenth National Independence Day (observed).",
            "June 18 is one of your closed days.",
        ]),
    ],
)  # fmt: skip
def test_a_session_when_the_studio_is_closed_is_warned_of(session: Session, warnings: list[str]) -> None:
    assert find_warnings(session, FACTS, other_than=Inquiry()) == warnings


def test_holidays_are_workdays_where_the_studio_says_so() -> None:
    facts = StudioFacts(closes_on_holidays=False)

    assert find_warnings(Session(at(11, 25, 10), 60), facts, other_than=Inquiry()) == []


@pytest.mark.parametrize(
    ("hour", "minute", "warning"),
    [
        (11, 15, None),
        (11, 14, "You like to keep 15 minutes between sessions. This is closer to "),
        (10, 59, "This clashes with "),
        (8, 46, "You like to keep 15 minutes between sessions. This is closer to "),
        (8, 45, None),
    ],
)
def test_sessions_keep_their_distance(hour: int, minute: int, warning: str | None) -> None:
    other = make_inquiry(name="Ben Example")
    book_session(other, Session(at(6, 9, 10), 60), by=None)
    facts = StudioFacts(buffer_minutes=15)

    found = find_warnings(Session(at(6, 9, hour, minute), 60), facts, other_than=Inquiry())

    when = f"Ben Example ({other}): {write_time(at(6, 9, 10))}, 60 minutes."
    assert found == ([f"{warning}{when}"] if warning else [])


def test_the_length_follows_package_and_people() -> None:
    package = make_package(session_minutes=90)

    assert propose_minutes(make_inquiry(), FACTS) == 45
    assert propose_minutes(make_inquiry(people=3), FACTS) == 85
    assert propose_minutes(make_inquiry(package=package, people=2), FACTS) == 110
    assert propose_minutes(make_inquiry(people=500), FACTS) == timedelta(hours=12) / timedelta(minutes=1)


def book(*, told_at: datetime = SESSION - timedelta(days=9), **changes: object) -> Inquiry:
    inquiry = make_inquiry(**changes)
    book_session(inquiry, Session(SESSION, 90), by=None)
    Mail.objects.filter(inquiry=inquiry, kind=MailKind.BOOKED).update(created_at=told_at)
    return inquiry


def test_a_client_is_reminded_once_two_days_before() -> None:
    inquiry = book()

    counts = [remind_of_sessions(SESSION - timedelta(hours=hours)) for hours in (48.1, 48, 47, 1)]

    mail = Mail.objects.get(kind=MailKind.REMINDER)
    assert counts == [0, 1, 0, 0]
    assert (mail.to, mail.subject) == ("ana@example.org", f"Your session is on Thu, Jul 8, 10:30 AM ({inquiry})")
    assert f"Where: {ADDRESS}" in mail.text.splitlines()
    assert "- A second top in another color, so that you can choose." in mail.text.splitlines()
    assert "Ana" not in mail.text


def test_after_a_worker_was_down_the_reminder_still_goes_out() -> None:
    book()

    assert remind_of_sessions(SESSION - timedelta(hours=3)) == 1


def test_a_moved_session_has_its_own_reminder() -> None:
    inquiry = book()
    remind_of_sessions(SESSION - timedelta(hours=48))
    book_session(inquiry, Session(SESSION + timedelta(days=7), 90), by=None)
    Mail.objects.filter(kind=MailKind.BOOKED).update(created_at=SESSION)

    assert remind_of_sessions(SESSION + timedelta(days=5)) == 1


def test_who_needs_no_reminder_gets_none(settings: Settings) -> None:
    book(told_at=SESSION - timedelta(hours=30))
    change_status(book(), to=Status.CANCELLED, by=None)
    book(email="", phone="212 555 0199")
    now = SESSION - timedelta(hours=24)

    late_or_over = remind_of_sessions(now), remind_of_sessions(SESSION + timedelta(hours=1))
    book()
    settings.REMINDER_HOURS = 0

    assert late_or_over == (0, 0)
    assert remind_of_sessions(now) == 0
