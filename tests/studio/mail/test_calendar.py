from datetime import UTC, datetime

import pytest
from icalendar import Calendar, Timezone

from decision.core.turnaround import NEW_YORK
from studio.mail.calendar import write_session_calendar
from studio.models import Inquiry

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)


def make_booked(**changes: object) -> Inquiry:
    usual = {
        "reference": "HA-222222",
        "session_at": datetime(2027, 7, 8, 14, 30, tzinfo=UTC),
        "session_minutes": 90,
        "calendar_sequence": 4,
    }
    return Inquiry(**usual | changes)


def test_the_session_is_in_new_york_time() -> None:
    calendar = Calendar.from_ical(write_session_calendar(make_booked(), now=NOW))

    (event,) = calendar.walk("VEVENT")
    assert event["UID"] == "HA-222222@gorn-photo"
    assert event.decoded("DTSTART").isoformat() == "2027-07-08T10:30:00-04:00"
    assert event.decoded("DTEND").isoformat() == "2027-07-08T12:00:00-04:00"
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert event["STATUS"] == "CONFIRMED"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["America/New_York"]


def test_a_booking_is_published_by_the_studio() -> None:
    calendar = Calendar.from_ical(write_session_calendar(make_booked(), now=NOW))

    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert event["ORGANIZER"] == "mailto:studio@example.org"
    assert event["ORGANIZER"].params["CN"] == "Gorn Photo"
    assert event.decoded("SEQUENCE") == 4


def test_a_cancelation_cancels_the_same_event() -> None:
    booking = Calendar.from_ical(write_session_calendar(make_booked(), now=NOW))
    cancelation = Calendar.from_ical(write_session_calendar(make_booked(calendar_sequence=5), is_canceled=True))

    ((first,), (second,)) = booking.walk("VEVENT"), cancelation.walk("VEVENT")
    assert cancelation["METHOD"] == "CANCEL"
    assert (second["UID"], second["STATUS"]) == (first["UID"], "CANCELLED")
    assert second["ORGANIZER"] == first["ORGANIZER"]
    assert second.decoded("SEQUENCE") > first.decoded("SEQUENCE")


def test_the_time_zone_is_two_yearly_rules() -> None:
    text = write_session_calendar(make_booked())

    assert [line for line in text.splitlines() if line.startswith(("TZNAME", "RRULE"))] == [
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "TZNAME:EDT",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "TZNAME:EST",
    ]


@pytest.mark.parametrize("year", [2026, 2027, 2030, 2036])
def test_the_rules_say_what_new_york_does(year: int) -> None:
    (zone,) = Calendar.from_ical(write_session_calendar(make_booked())).walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    ours = zone.to_tz(lookup_tzid=False)

    days = [datetime(year, month, day, 12) for month in range(1, 13) for day in (1, 8, 10, 13, 20)]  # noqa: DTZ001

    assert [day.replace(tzinfo=ours).utcoffset() for day in days] == [
        day.replace(tzinfo=NEW_YORK).utcoffset() for day in days
    ]


def test_nothing_the_client_typed_is_in_the_file() -> None:
    text = write_session_calendar(make_booked(name="Buy Pills", message="spam"), now=NOW)

    assert "Pills" not in text
    assert "spam" not in text


def test_without_a_session_there_is_no_file() -> None:
    with pytest.raises(ValueError, match="HA-222222 has no session"):
        write_session_calendar(make_booked(session_at=None))
