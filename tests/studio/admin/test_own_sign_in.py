"""The calendar address on “Your sign-in”: created and removed with the password, shown once."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from studio.models import CalendarFeed, Event, JournalEntry, Mail
from tests.pages import read_text
from tests.studio.factories import make_staff

pytestmark = pytest.mark.django_db

SIGN_IN = "/admin/sign-in/"
ADDRESS = re.compile(r"/studio/calendar/[0-9a-f]{40}\.ics")


def test_an_address_is_made_and_shown_once(staff_client: Client) -> None:
    made = staff_client.post(SIGN_IN, {"password": "pass", "wish": "calendar"}).content.decode()
    later = staff_client.get(SIGN_IN).content.decode()

    (path,) = ADDRESS.findall(made)
    assert Client().get(path).status_code == 200
    assert ADDRESS.findall(later) == []
    assert "Get a new calendar address" in later


def test_its_owner_hears_of_it(staff_client: Client) -> None:
    User.objects.update(email="sam@example.org")

    staff_client.post(SIGN_IN, {"password": "pass", "wish": "calendar"})

    assert Mail.objects.get().to == "sam@example.org"
    assert not ADDRESS.search(Mail.objects.get().text)
    assert JournalEntry.objects.filter(event=Event.FEED_MADE, account="sam").count() == 1


def test_an_address_is_ended(staff_client: Client) -> None:
    staff_client.post(SIGN_IN, {"password": "pass", "wish": "calendar"})

    first = staff_client.post(SIGN_IN, {"password": "pass", "wish": "no calendar"}, follow=True)
    second = staff_client.post(SIGN_IN, {"password": "pass", "wish": "no calendar"}, follow=True)

    assert "Your calendar address no longer works." in read_text(first.content)
    assert "You have no calendar address." in read_text(second.content)
    assert JournalEntry.objects.filter(event=Event.FEED_ENDED).count() == 1
    assert not CalendarFeed.objects.exists()


def test_a_wrong_password_makes_none(staff_client: Client) -> None:
    page = staff_client.post(SIGN_IN, {"password": "wrong", "wish": "calendar"})

    assert "This is not your password." in read_text(page.content)
    assert not CalendarFeed.objects.exists()


def test_without_a_role_there_is_no_calendar_address() -> None:
    client = Client()
    client.force_login(make_staff(groups=()))

    page = client.get(SIGN_IN)
    answer = client.post(SIGN_IN, {"password": "pass", "wish": "calendar"})

    assert "calendar" not in read_text(page.content)
    assert answer.status_code == 403
    assert not CalendarFeed.objects.exists()
