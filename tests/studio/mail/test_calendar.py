from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from studio.mail.calendar import write_session_calendar
from studio.models import Inquiry, Status

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)


def make_booked(**changes: object) -> Inquiry:
    usual = {
        "reference": "HA-222222",
        "session_at": datetime(2027, 7, 8, 14, 30, tzinfo=UTC),
        "session_minutes": 90,
        "status": Status.BOOKED,
    }
    return Inquiry(**usual | changes)


def test_the_session_stands_in_new_york_time() -> None:
    calendar = Calendar.from_ical(write_session_calendar(make_booked(), now=NOW))

    (event,) = calendar.walk("VEVENT")
    assert event["UID"] == "HA-222222@gorn-photo"
    assert event.decoded("DTSTART").isoformat() == "2027-07-08T10:30:00-04:00"
    assert event.decoded("DTEND").isoformat() == "2027-07-08T12:00:00-04:00"
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert event["STATUS"] == "CONFIRMED"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["America/New_York"]


def test_a_later_file_takes_the_place_of_the_first() -> None:
    later = NOW.replace(minute=1)

    first = Calendar.from_ical(write_session_calendar(make_booked(), now=NOW)).walk("VEVENT")[0]
    second = Calendar.from_ical(write_session_calendar(make_booked(), now=later)).walk("VEVENT")[0]

    assert first["UID"] == second["UID"]
    assert second.decoded("SEQUENCE") == first.decoded("SEQUENCE") + 60


def test_a_canceled_session_leaves_the_calendar() -> None:
    text = write_session_calendar(make_booked(status=Status.CANCELLED), now=NOW)

    assert "STATUS:CANCELLED" in text


def test_nothing_that_the_client_typed_stands_in_the_file() -> None:
    text = write_session_calendar(make_booked(name="Buy Pills", message="spam"), now=NOW)

    assert "Pills" not in text
    assert "spam" not in text


def test_without_a_session_there_is_no_file() -> None:
    with pytest.raises(ValueError, match="HA-222222 has no session"):
        write_session_calendar(make_booked(session_at=None))
