from datetime import timedelta

import pytest
from pytest_django import Settings

from studio.inquiries.status import change_status
from studio.mail.calendar import ADDRESS
from studio.models import Mail, Status
from studio.photo_day.days import call_off
from studio.photo_day.mails import remind_of_photo_days
from studio.photo_day.sign_ups import Person, add_people
from tests.studio.factories import make_staff
from tests.studio.photo_day.factories import NINE, NOW, TEN_PAST, add, make_photo_day, sign_up

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


def test_everybody_is_reminded_once_a_day_before_their_own_time() -> None:
    add(make_photo_day(), "Ana Example", "Ben Example")

    counts = [
        remind_of_photo_days(at) for at in (NINE - A_DAY - timedelta(minutes=1), NINE - A_DAY, TEN_PAST - A_DAY, NINE)
    ]

    mail = Mail.objects.get(kind="day-near", to="ana@example.org")
    assert counts == [0, 1, 1, 0]
    assert "9:00 AM" in mail.subject
    assert f"Where: Gorn Photo, {ADDRESS}" in mail.text.splitlines()
    assert "Ana" not in mail.text


def test_who_needs_no_reminder_gets_none(settings: Settings) -> None:
    day, now = make_photo_day(), NINE - timedelta(hours=3)
    sign_up(day, TEN_PAST, name="Held Example", now=now)
    add_people(day, [Person("Without Address")], now=NOW)
    add_people(day, [Person("Told Example", "told@example.org")], now=now, with_mails=True)
    Mail.objects.filter(kind="day-time").update(created_at=now)

    assert remind_of_photo_days(now) == 0
    add(day, "Ana Example")
    settings.REMINDER_HOURS = 0
    assert remind_of_photo_days(now) == 0
    settings.REMINDER_HOURS = 48
    assert remind_of_photo_days(now) == 1


def test_a_called_off_day_sends_no_reminders() -> None:
    off, closed = make_photo_day(), make_photo_day()
    for day in (off, closed):
        add(day, "Ana Example")
    call_off(off, by=make_staff(), now=NOW)
    change_status(closed.inquiry, to=Status.DECLINED, by=None)

    assert remind_of_photo_days(NINE - timedelta(hours=1)) == 0
