"""The times of a photo day: gaps, breaks, nights on which the clocks change, and plans that can't be."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from studio.inquiries.sessions import PASSED
from studio.photo_day.plan import find_end, list_times, plan_times
from tests.studio.photo_day.factories import make_photo_day, make_plan, write_time

NOW = datetime(2027, 1, 4, 15, tzinfo=UTC)  # 10 AM in New York
DAY = {"day": date(2027, 1, 8)}


@pytest.mark.parametrize(
    ("changes", "times", "end"),
    [
        ({}, "09:00 09:10 09:20 09:30", "09:40"),
        ({"gap": 5}, "09:00 09:15 09:30 09:45", "09:55"),
        ({"end_buffer": 30}, "09:00 09:10 09:20 09:30", "10:10"),
        # Who would still be photographed during the break is moved after it.
        ({"breaks": [(time(9, 15), time(10))]}, "09:00 10:00 10:10 10:20", "10:30"),
        ({"breaks": [(time(9, 10), time(9, 20)), (time(9, 20), time(9, 30))]}, "09:00 09:30 09:40 09:50", "10:00"),
        ({"breaks": [(time(9), time(11))]}, "11:00 11:10 11:20 11:30", "11:40"),
        ({"time": time(23, 20)}, "23:20 23:30 23:40 23:50", "00:00"),
        # The clocks go forward at 2 AM in March, and back at 2 AM in November.
        ({"day": date(2027, 3, 14), "time": time(1, 50)}, "01:50 03:00 03:10 03:20", "03:30"),
        ({"day": date(2027, 11, 7), "time": time(1, 50)}, "01:50 01:00 01:10 01:20", "01:30"),
    ],
)
def test_the_day_is_divided(changes: dict[str, Any], times: str, end: str) -> None:
    plan = make_plan(**DAY | changes)

    found = plan_times(plan, now=NOW)

    assert " ".join(map(write_time, found)) == times
    assert write_time(find_end(plan, found)) == end


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"day": date(2027, 1, 3)}, "day", PASSED),
        (
            {"breaks": [(time(9, 20), time(9, 10))]},
            "breaks",
            "The break from 9:20 AM to 9:10 AM ends before it begins.",
        ),
        (
            {"breaks": [(time(8), time(8, 30))]},
            "breaks",
            "The break from 8:00 AM to 8:30 AM begins before the day does.",
        ),
        (
            {"breaks": [(time(9, 10), time(9, 30)), (time(9, 20), time(9, 40))]},
            "breaks",
            "Two breaks overlap: one ends at 9:30 AM, the next begins at 9:20 AM.",
        ),
        (
            {"breaks": [(time(12), time(13))]},
            "breaks",
            "The last person is done at 9:40 AM, before the break at 12:00 PM.",
        ),
        (
            {"time": time(23, 30)},
            "slots",
            "The day would end after midnight: 3 of 4 people fit. Start earlier, shorten the times, or plan a second"
            " day.",
        ),
        (
            {"slots": 500, "minutes_each": 20},
            "slots",
            "The day would end after midnight: 45 of 500 people fit. Start earlier, shorten the times, or plan a second"
            " day.",
        ),
    ],
)
def test_a_day_that_can_not_be_is_refused(changes: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        plan_times(make_plan(**DAY | changes), now=NOW)

    assert refusal.value.message_dict == {field: [words]}


@pytest.mark.django_db
def test_a_stored_plan_gives_the_same_times() -> None:
    plan: dict[str, Any] = {
        "gap": 3,
        "breaks": [(time(9, 15), time(10)), (time(10, 5), time(10, 40))],
        "end_buffer": 20,
    }

    day = make_photo_day(**plan)
    day.refresh_from_db()

    assert list_times(day) == plan_times(make_plan(**plan), now=day.inquiry.created_at)
    assert write_time(day.ends_at) == "11:36"
