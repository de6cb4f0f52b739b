from datetime import date

import pytest

from decision.core.days import EXAMPLE
from decision.core.turnaround import SessionDayError, plan_delivery, read_session_day

TODAY = date(2026, 11, 21)  # a Saturday


def test_a_weekend_delays_the_retouched_images() -> None:
    delivery = plan_delivery(date(2026, 12, 4), deadline=None, today=TODAY)

    assert delivery.color_corrected == date(2026, 12, 5)
    assert delivery.retouched == date(2026, 12, 9)
    assert delivery.holidays == ()
    assert (delivery.color_corrected_in_time, delivery.retouched_in_time) == (True, True)


def test_a_holiday_is_named_and_not_a_business_day() -> None:
    delivery = plan_delivery(date(2026, 11, 24), deadline=None, today=TODAY)

    assert delivery.retouched == date(2026, 11, 30)
    assert delivery.holidays == ("Thursday, November 26 (Thanksgiving Day)",)


def test_dates_across_the_new_year() -> None:
    delivery = plan_delivery(date(2026, 12, 31), deadline=None, today=TODAY)

    assert delivery.retouched == date(2027, 1, 6)
    assert delivery.holidays == ("Friday, January 1 (New Year's Day)",)


@pytest.mark.parametrize(
    ("deadline", "last_day", "first_stage", "second_stage"),
    [
        ("today", date(2026, 11, 21), False, False),
        ("this-week", date(2026, 11, 28), True, False),
        ("this-month", date(2026, 12, 21), True, True),
        ("flexible", None, True, True),
    ],
)
def test_each_stage_is_compared_with_the_deadline(
    deadline: str, last_day: date | None, first_stage: bool, second_stage: bool
) -> None:
    delivery = plan_delivery(date(2026, 11, 25), deadline=deadline, today=TODAY)

    assert delivery.deadline == last_day
    assert delivery.color_corrected_in_time is first_stage
    assert delivery.retouched_in_time is second_stage


def test_a_session_day_is_read() -> None:
    assert read_session_day("2026-11-21", TODAY) == TODAY
    assert read_session_day("2027-11-21", TODAY) == date(2027, 11, 21)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-11-20", "That session day is in the past."),
        ("2027-11-22", "Choose a session day within a year from now."),
        ("tomorrow", EXAMPLE),
    ],
)
def test_impossible_days_are_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(SessionDayError) as caught:
        read_session_day(text, TODAY)

    assert str(caught.value) == message
