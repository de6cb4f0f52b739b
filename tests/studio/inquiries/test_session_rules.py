from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio.inquiries.sessions import Session, book_session, find_warnings, format_time, propose_minutes
from studio.models import Inquiry, StudioFacts
from tests.studio.factories import make_inquiry, make_package

pytestmark = pytest.mark.django_db

NEW_YORK = ZoneInfo("America/New_York")
FACTS = StudioFacts(
    opens_at=time(9), closes_at=time(18), closed_weekdays=[0], closed_days="2027-06-11 Wedding\n2027-06-18",
    buffer_minutes=15, usual_minutes=45, minutes_each=20,
)  # fmt: skip


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

    when = f"Ben Example ({other}): {format_time(at(6, 9, 10))}, 60 minutes."
    assert found == ([f"{warning}{when}"] if warning else [])


def test_the_length_follows_package_and_people() -> None:
    package = make_package(session_minutes=90)

    assert propose_minutes(make_inquiry(), FACTS) == 45
    assert propose_minutes(make_inquiry(people=3), FACTS) == 85
    assert propose_minutes(make_inquiry(package=package, people=2), FACTS) == 110
    assert propose_minutes(make_inquiry(people=500), FACTS) == timedelta(hours=12) / timedelta(minutes=1)
