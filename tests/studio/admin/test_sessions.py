"""The page with the studio's sessions."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import BadRequest
from django.test import Client
from django.utils import timezone

from studio.admin.sessions import build_schedule, read_month
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.models import Inquiry, Status
from tests.pages import read_text
from tests.studio.factories import make_inquiry

pytestmark = pytest.mark.django_db

PAGE = "/admin/studio/inquiry/sessions/"
NOW = datetime(2026, 11, 27, 17, tzinfo=UTC)  # a Friday, noon in New York


def book(at: datetime, **changes: object) -> Inquiry:
    inquiry = make_inquiry(**changes)
    book_session(inquiry, Session(at, 90), by=None)
    return inquiry


def test_days_begin_and_end_in_new_york() -> None:
    late, early = book(datetime(2026, 11, 28, 4, 59, tzinfo=UTC)), book(datetime(2026, 11, 28, 5, tzinfo=UTC))
    last, _ = book(datetime(2026, 12, 12, 4, 59, tzinfo=UTC)), book(datetime(2026, 12, 12, 5, tzinfo=UTC))

    schedule = build_schedule(NOW, date(2026, 11, 1))

    assert (schedule.today.day, schedule.today.sessions) == (date(2026, 11, 27), [late])
    assert [(day.day, day.sessions) for day in schedule.ahead] == [
        (date(2026, 11, 28), [early]),
        (date(2026, 12, 11), [last]),
    ]


def test_the_month_has_whole_weeks_and_only_its_own_sessions() -> None:
    first = book(datetime(2026, 11, 1, 4, 30, tzinfo=UTC))  # 12:30 AM on the day the clocks go back
    book(datetime(2026, 12, 1, 15, tzinfo=UTC))

    schedule = build_schedule(NOW, date(2026, 11, 1))

    assert (schedule.weeks[0][0].day, schedule.weeks[-1][-1].day) == (date(2026, 11, 1), date(2026, 12, 5))
    assert [day.sessions for week in schedule.weeks for day in week if day.sessions] == [[first]]
    assert (schedule.month_before, schedule.month_after) == (date(2026, 10, 1), date(2026, 12, 1))


def test_a_canceled_or_erased_session_is_left_out() -> None:
    canceled, erased = book(NOW), book(NOW)
    change_status(canceled, to=Status.CANCELLED, by=None)
    Inquiry.objects.filter(pk=erased.pk).update(erase_at=NOW)

    assert build_schedule(NOW, date(2026, 11, 1)).today.sessions == []


def test_booked_sessions_at_the_same_time_are_marked() -> None:
    long, inside, later = book(NOW), book(NOW + timedelta(minutes=30)), book(NOW + timedelta(minutes=80))
    over, apart = book(NOW + timedelta(minutes=10)), book(NOW + timedelta(minutes=170))
    change_status(over, to=Status.PHOTOGRAPHED, by=None)

    today = build_schedule(NOW, date(2026, 11, 1)).today.sessions

    assert [(one, one.clashes_with) for one in today] == [
        (long, inside), (over, None), (inside, long), (later, inside), (apart, None),
    ]  # fmt: skip


def test_the_page_shows_what_a_day_needs(staff_client: Client) -> None:
    inquiry = book(timezone.now(), phone="(212) 555-0100 ext. 7", people=3)

    page = staff_client.get(PAGE).content.decode()

    assert "Ana Example and 2 more 90 minutes no package (212) 555-0100 ext. 7 Brief (PDF)" in read_text(page.encode())
    assert 'href="tel:2125550100"' in page
    assert f'href="/admin/studio/inquiry/{inquiry.pk}/brief.pdf"' in page


@pytest.mark.parametrize("month", ["soon", "2026-13", "0001-01", "9999-12"])
def test_an_invalid_month_is_refused(staff_client: Client, month: str) -> None:
    assert staff_client.get(PAGE, {"month": month}).status_code == 400
    with pytest.raises(BadRequest):
        read_month(month, NOW)


def test_strangers_sign_in_first() -> None:
    assert Client().get(PAGE)["Location"] == f"/admin/login/?next={PAGE}"


def test_the_list_is_filtered_and_sorted_by_session(staff_client: Client) -> None:
    today, later, none = book(timezone.now()), book(timezone.now() + timedelta(days=10)), make_inquiry()

    found = {
        when: [
            str(inquiry)
            for inquiry in (today, later, none)
            if f"{inquiry}</a>" in staff_client.get(f"/admin/studio/inquiry/?session={when}").content.decode()
        ]
        for when in ("today", "week", "fortnight", "past", "none")
    }

    assert found == {
        "today": [str(today)], "week": [str(today)], "fortnight": [str(today), str(later)], "past": [],
        "none": [str(none)],
    }  # fmt: skip


def test_the_list_is_sorted_by_session(staff_client: Client) -> None:
    later, sooner = book(timezone.now() + timedelta(days=10)), book(timezone.now() + timedelta(days=9))
    page = staff_client.get("/admin/studio/inquiry/").content.decode()
    column = re.search(r'href="\?o=(\d+)">Session', page)

    assert column
    listed = staff_client.get(f"/admin/studio/inquiry/?o={column[1]}").content.decode()
    assert listed.index(f"{sooner}</a>") < listed.index(f"{later}</a>")
