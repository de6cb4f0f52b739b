from datetime import UTC, date, datetime, time

import pytest

from studio.times import write_clock, write_day, write_moment, write_time


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2027, 1, 8, 15, 0, tzinfo=UTC), "Fri, Jan 8, 2027, 10:00 AM (New York)"),
        (datetime(2027, 7, 1, 4, 5, tzinfo=UTC), "Thu, Jul 1, 2027, 12:05 AM (New York)"),
        (datetime(2027, 7, 1, 16, 0, tzinfo=UTC), "Thu, Jul 1, 2027, 12:00 PM (New York)"),
    ],
)
def test_times_are_written_as_new_york_reads_them(at: datetime, words: str) -> None:
    assert write_time(at) == words


def test_a_time_of_this_year_needs_no_year() -> None:
    assert write_moment(datetime(2027, 1, 8, 14, 5, tzinfo=UTC)) == "Fri, Jan 8, 9:05 AM"


@pytest.mark.parametrize("at", [time(9, 5), datetime(2027, 1, 8, 14, 5, tzinfo=UTC)])
def test_a_clock_has_no_zero_before_the_hour(at: time | datetime) -> None:
    assert write_clock(at) == "9:05 AM"


def test_a_day_late_in_the_evening_is_the_day_in_new_york() -> None:
    at = datetime(2027, 1, 9, 4, 0, tzinfo=UTC)

    assert (write_day(at), write_day(date(2027, 1, 8), has_weekday=True)) == ("Jan 8, 2027", "Fri, Jan 8, 2027")
