from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from studio.inquiries.book import Session, book_session, find_clashes, find_session_start, format_time
from studio.inquiries.status import IllegalMoveError, change_status
from studio.models import Inquiry, Status
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

TEN = datetime(2027, 1, 8, 15, tzinfo=UTC)  # 10 am in New York
AN_HOUR = Session(TEN, 60)


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


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (TEN, "Fri, Jan 8, 2027, 10:00 AM (New York)"),
        (datetime(2027, 7, 1, 4, 5, tzinfo=UTC), "Thu, Jul 1, 2027, 12:05 AM (New York)"),
        (datetime(2027, 7, 1, 16, 0, tzinfo=UTC), "Thu, Jul 1, 2027, 12:00 PM (New York)"),
    ],
)
def test_times_are_written_as_new_york_reads_them(at: datetime, words: str) -> None:
    assert format_time(at) == words
