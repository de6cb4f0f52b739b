from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from studio.inquiries.book import Session, book_session
from studio.inquiries.session_reminders import remind_of_sessions
from studio.inquiries.status import change_status
from studio.mail.calendar import ADDRESS
from studio.models import Inquiry, Mail, MailKind, Status
from tests.studio.factories import make_inquiry

pytestmark = pytest.mark.django_db

SESSION = datetime(2027, 7, 8, 14, 30, tzinfo=UTC)


def book(*, told_at: datetime = SESSION - timedelta(days=9), **changes: object) -> Inquiry:
    inquiry = make_inquiry(**changes)
    book_session(inquiry, Session(SESSION, 90), by=None)
    Mail.objects.filter(inquiry=inquiry, kind=MailKind.BOOKED).update(created_at=told_at)
    return inquiry


def test_a_client_is_reminded_once_two_days_before() -> None:
    inquiry = book()

    counts = [remind_of_sessions(SESSION - timedelta(hours=hours)) for hours in (48.1, 48, 47, 1)]

    mail = Mail.objects.get(kind=MailKind.REMINDER)
    assert counts == [0, 1, 0, 0]
    assert (mail.to, mail.subject) == ("ana@example.org", f"Your session is on Thu, Jul 8, 10:30 AM ({inquiry})")
    assert f"Where: {ADDRESS}" in mail.text.splitlines()
    assert "- A second top in another color, so that you can choose." in mail.text.splitlines()
    assert "Ana" not in mail.text


def test_after_a_worker_was_down_the_reminder_still_goes_out() -> None:
    book()

    assert remind_of_sessions(SESSION - timedelta(hours=3)) == 1


def test_a_moved_session_has_its_own_reminder() -> None:
    inquiry = book()
    remind_of_sessions(SESSION - timedelta(hours=48))
    book_session(inquiry, Session(SESSION + timedelta(days=7), 90), by=None)
    Mail.objects.filter(kind=MailKind.BOOKED).update(created_at=SESSION)

    assert remind_of_sessions(SESSION + timedelta(days=5)) == 1


def test_who_needs_no_reminder_gets_none(settings: Settings) -> None:
    book(told_at=SESSION - timedelta(hours=30))
    change_status(book(), to=Status.CANCELLED, by=None)
    book(email="", phone="212 555 0199")
    now = SESSION - timedelta(hours=24)

    late_or_over = remind_of_sessions(now), remind_of_sessions(SESSION + timedelta(hours=1))
    book()
    settings.REMINDER_HOURS = 0

    assert late_or_over == (0, 0)
    assert remind_of_sessions(now) == 0
