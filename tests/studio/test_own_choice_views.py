"""The client picks an offered time on their own page, and says what we may write after the session."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from studio.inquiries.book import Session, book_session
from studio.inquiries.offers import offer_times
from studio.inquiries.own_page import make_token
from studio.inquiries.status import change_status
from studio.models import Inquiry, OfferedTime, Status
from tests.pages import read_text
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

SOON = timezone.now() + timedelta(days=20)
LATER = SOON + timedelta(days=1)


def find_path(inquiry: Inquiry, what: str = "") -> str:
    return f"/studio/inquiry/own/{make_token(inquiry.reference)}/{what}"


@pytest.fixture
def inquiry() -> Inquiry:
    inquiry = make_inquiry()
    offer_times(inquiry, [Session(SOON, 60), Session(LATER, 60)], by=make_staff())
    return inquiry


def test_a_client_picks_a_time(client: Client, inquiry: Inquiry) -> None:
    first = inquiry.offered_times.first()
    assert first

    shown = client.get(find_path(inquiry)).content.decode()
    response = client.post(find_path(inquiry, "pick/"), {"time": str(first.pk)})
    after = read_text(client.get(find_path(inquiry)).content)

    assert f'name="time" value="{first.pk}"' in shown
    assert response["Location"] == find_path(inquiry) + "#times"
    assert OfferedTime.objects.get(picked_at__isnull=False) == first
    assert "You picked this one. We’ll confirm it by email. It isn’t booked yet." in after


def test_a_time_taken_meanwhile_is_shown_as_taken(client: Client, inquiry: Inquiry) -> None:
    first = inquiry.offered_times.first()
    assert first
    book_session(make_inquiry(email="ben@example.org"), Session(SOON, 60), by=None)

    client.post(find_path(inquiry, "pick/"), {"time": str(first.pk)})

    page = client.get(find_path(inquiry)).content
    assert not OfferedTime.objects.filter(picked_at__isnull=False).exists()
    assert "This time is no longer free." in read_text(page)
    assert f'value="{first.pk}"' not in page.decode()


@pytest.mark.parametrize("time", ["", "soon", "-1", "9" * 30, "4711"])
def test_an_unknown_offer_changes_nothing(client: Client, inquiry: Inquiry, time: str) -> None:
    response = client.post(find_path(inquiry, "pick/"), {"time": time})

    assert response.status_code == 302
    assert not OfferedTime.objects.filter(picked_at__isnull=False).exists()


def test_a_client_who_changes_their_mind_all_the_time_must_wait(
    client: Client, inquiry: Inquiry, settings: Settings
) -> None:
    settings.LIMITS = settings.LIMITS | {"choices on the own page": (2, 3600)}
    first, second = inquiry.offered_times.all()
    client.post(find_path(inquiry, "pick/"), {"time": str(first.pk)})
    client.post(find_path(inquiry, "pick/"), {"time": str(second.pk)})

    pick = client.post(find_path(inquiry, "pick/"), {"time": str(first.pk)})
    consent = client.post(find_path(inquiry, "consent/"), {"review": "on"})
    other = client.post(find_path(make_inquiry(), "consent/"))

    assert (pick.status_code, consent.status_code, other.status_code) == (429, 429, 302)
    assert pick["Retry-After"] == "3600"
    assert OfferedTime.objects.get(picked_at__isnull=False) == second


def test_it_needs_the_token_and_a_post(client: Client, inquiry: Inquiry) -> None:
    assert client.post("/studio/inquiry/own/unknown/pick/", {"time": "1"}).status_code == 404
    assert client.get(find_path(inquiry, "pick/")).status_code == 405


def test_a_client_consents_after_the_session_and_can_take_it_back(client: Client, inquiry: Inquiry) -> None:
    before = read_text(client.get(find_path(inquiry)).content)
    book_session(inquiry, Session(timezone.now() - timedelta(hours=2), 60), by=None)
    change_status(inquiry, to=Status.PHOTOGRAPHED, by=None)

    page = read_text(client.get(find_path(inquiry)).content)
    response = client.post(find_path(inquiry, "consent/"), {"review": "on"})
    agreed = Inquiry.objects.get()
    client.post(find_path(inquiry, "consent/"))

    assert "After your session" not in before
    assert "Color-corrected pictures By " in page
    assert response["Location"] == find_path(inquiry) + "#after"
    assert (agreed.review_agreed_at is None, agreed.reminder_agreed_at) == (False, None)
    assert Inquiry.objects.get().review_agreed_at is None
    assert inquiry.notes.earliest("at").text == "Agreed. May be asked for a review: no → yes."


def test_consent_before_a_session_changes_nothing(client: Client, inquiry: Inquiry) -> None:
    client.post(find_path(inquiry, "consent/"), {"review": "on"})

    assert Inquiry.objects.get().review_agreed_at is None
    assert client.get(find_path(inquiry, "consent/")).status_code == 405
