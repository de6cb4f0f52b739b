from datetime import date

import pytest

from decision.core.days import DayError, read_day


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-05",
        "12/05/2026",
        "12/5/2026",
        "12-5-2026",
        "12.5.2026",
        "12/5/26",
        "2026/12/5",
        " December 5, 2026 ",
        "Dec 5 2026",
        "dec. 5th, 2026",
        "5 December 2026",
        "Saturday, December 5, 2026",
        "12/5/2026 (Sat)",
        "5th of December, 2026.",
        "5-Dec-26",
        "Dec 5, ’26",
        "2026-12-05T00:00:00Z",
        "12/5/2026 at 2:30 PM",
        "12\u00a0/\u00a05 /\u200e2026",
        "\uff11\uff12/\uff10\uff15/\uff12\uff10\uff12\uff16",
        "12\u20135\u20132026",
        "12\\5\\2026",
    ],
)
def test_the_usual_ways_of_writing_a_day_are_read(text: str) -> None:
    assert read_day(text) == date(2026, 12, 5)


def test_february_29_is_read_in_a_leap_year() -> None:
    assert read_day("2/29/2028") == date(2028, 2, 29)


def test_the_day_may_come_first_where_nothing_else_makes_sense() -> None:
    assert read_day("31/12/2026") == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2027-02-29", "February 2027 has 28 days. Please choose another day."),
        ("02/30/2028", "February 2028 has 29 days. Please choose another day."),
        ("November 31, 2026", "November 2026 has 30 days. Please choose another day."),
        ("soon", "Please write the day as month/day/year, such as 1/31/2027."),
        ("13/13/2026", "Please write the day as month/day/year, such as 1/31/2027."),
        ("Decade 5, 2026", "Please write the day as month/day/year, such as 1/31/2027."),
        ("0000-01-01", "Please write the day as month/day/year, such as 1/31/2027."),
        ("2026-12-00", "Please write the day as month/day/year, such as 1/31/2027."),
        ("2100-02-29", "February 2100 has 28 days. Please choose another day."),
        ("12/5", "Please add the year, such as 1/31/2027."),
        ("02/30", "Please add the year, such as 1/31/2027."),
        ("5 December", "Please add the year, such as 1/31/2027."),
        ("12/50", "Please write the day as month/day/year, such as 1/31/2027."),
        ("Dec 2026", "Please write the day as month/day/year, such as 1/31/2027."),
        ("12/5/226", "Please write the day as month/day/year, such as 1/31/2027."),
        ("12/5/20226", "Please write the day as month/day/year, such as 1/31/2027."),
        ("1" * 1_000_000, "Please write the day as month/day/year, such as 1/31/2027."),
        ("next Friday", "Please write the day as month/day/year, such as 1/31/2027."),
        ("12/5/2026-12/8/2026", "Please write the day as month/day/year, such as 1/31/2027."),
    ],
)
def test_anything_else_says_what_to_do(text: str, message: str) -> None:
    with pytest.raises(DayError) as caught:
        read_day(text)

    assert str(caught.value) == message
