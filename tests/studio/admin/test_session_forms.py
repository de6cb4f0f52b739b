"""Staff send pictures, and ask for a review only with consent."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from studio.inquiries.agreement import record_agreement
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.models import Inquiry, Mail, Status, StudioFacts
from tests.pages import read_text
from tests.studio.factories import make_inquiry

pytestmark = pytest.mark.django_db

LINK = "https://example.org/pictures/ana"


@pytest.fixture
def inquiry() -> Inquiry:
    inquiry = make_inquiry()
    book_session(inquiry, Session(timezone.now() - timedelta(hours=30), 60), by=None)
    change_status(inquiry, to=Status.PHOTOGRAPHED, by=None)
    return inquiry


def find_act(inquiry: Inquiry, act: str) -> str:
    return f"/admin/studio/inquiry/{inquiry.pk}/{act}/"


def test_pictures_are_sent_with_a_click(staff_client: Client, inquiry: Inquiry) -> None:
    home = staff_client.get("/admin/").content.decode()
    page = staff_client.get(find_act(inquiry, "deliver")).content.decode()
    typed = {"stage": "corrected", "link": LINK}

    said = read_text(staff_client.post(find_act(inquiry, "deliver"), typed, follow=True).content)

    assert find_act(inquiry, "deliver") in home
    assert re.search(r'value="corrected"[^>]* checked', page)
    assert "The client gets an email with the link to the color-corrected pictures." in said
    assert "Color-corrected: sent on " in said
    assert LINK in Mail.objects.get(kind="delivered").text


@pytest.mark.parametrize(
    "link",
    [
        "", "javascript:alert(1)", "mailto:ana@example.org", "ftp://example.org/a", "no link",
        "https://example.org/Ana Example", "https://example.org/a https://example.org/b",
        f"https://example.org/{'a' * 500}",
    ],
)  # fmt: skip
def test_an_invalid_link_is_refused(staff_client: Client, inquiry: Inquiry, link: str) -> None:
    staff_client.post(find_act(inquiry, "deliver"), {"stage": "corrected", "link": link})

    assert not Mail.objects.filter(kind="delivered").exists()


def test_a_review_is_asked_for_once_and_with_consent(staff_client: Client, inquiry: Inquiry) -> None:
    StudioFacts.objects.update(review_url="https://example.org/reviews")
    change_status(inquiry, to=Status.DONE, by=None)

    without = staff_client.get(find_act(inquiry, "review")).status_code
    record_agreement(inquiry, {"review": True}, by=None)
    page = staff_client.get(find_act(inquiry, "review")).content.decode()
    staff_client.post(find_act(inquiry, "review"), {"link": "https://example.org/reviews"})
    again = staff_client.post(find_act(inquiry, "review"), {"link": "https://example.org/reviews"}).status_code

    assert (without, again) == (409, 409)
    assert 'value="https://example.org/reviews"' in page
    assert "https://example.org/reviews" in Mail.objects.get(kind="review").text
