from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from decision.core.turnaround import NEW_YORK
from studio.inquiries.deadlines import add_business_time, describe_target, subtract_business_time


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(19, 10), 1, at(19, 11)),
        (at(19, 17), 1, at(19, 18)),
        (at(19, 17, 30), 1, at(20, 9, 30)),
        (at(19, 3), 1, at(19, 10)),
        (at(20, 17, 45), 1, at(23, 9, 45)),  # a Friday
        (at(21, 12), 1, at(23, 10)),  # a Saturday
        (at(25, 17, 30), 1, at(27, 9, 30)),  # the day before Thanksgiving
        (at(19, 10), 20, at(23, 12)),
        (at(30, 17, 30, month=10), 1, at(2, 9, 30)),  # the clocks go back in between
    ],
)
def test_only_the_hours_of_business_days_count(start: datetime, hours: float, end: datetime) -> None:
    span = timedelta(hours=hours)

    assert add_business_time(start, span) == end
    assert add_business_time(start.astimezone(UTC), span) == end


@pytest.mark.parametrize(
    ("end", "hours", "start"),
    [
        (at(19, 11), 1, at(19, 10)),
        (at(19, 10), 1, at(19, 9)),
        (at(19, 9, 30), 1, at(18, 17, 30)),
        (at(19, 3), 1, at(18, 17)),
        (at(22, 12), 1, at(20, 17)),  # a Sunday
        (at(27, 9, 30), 1, at(25, 17, 30)),  # the day after Thanksgiving
    ],
)
def test_business_time_is_subtracted_the_same_way(end: datetime, hours: float, start: datetime) -> None:
    assert subtract_business_time(end, timedelta(hours=hours)) == start


def test_the_target_is_written_in_words(settings: Settings) -> None:
    usual = describe_target()

    settings.REPLY_TARGET_HOURS = 2.5

    assert usual == "1 business hour, 9 AM to 6 PM"
    assert describe_target() == "2.5 business hours, 9 AM to 6 PM"
