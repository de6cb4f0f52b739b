"""Many inquiries at once: first who gets an email, then two minutes to undo it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from studio.inquiries.sessions import Session, book_session
from studio.models import BulkMove, Inquiry, Mail, Status
from tests.pages import read_text
from tests.studio.factories import make_inquiry

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/inquiry/"


def cancel(client: Client, **more: str) -> str:
    chosen = [str(inquiry.pk) for inquiry in Inquiry.objects.all()]
    response = client.post(LIST, {"action": "mark_cancelled", "_selected_action": chosen, **more}, follow=True)
    return read_text(response.content)


@pytest.fixture
def sixty() -> list[Inquiry]:
    """53 booked inquiries, and seven that cannot be canceled."""
    inquiries = [make_inquiry(name=f"Client {number}", email=f"client{number}@example.org") for number in range(60)]
    for inquiry in inquiries[7:]:
        book_session(inquiry, Session(datetime(2027, 1, 8, 15, tzinfo=UTC), 60), by=None)
    return inquiries


def test_sixty_are_shown_canceled_and_undone(staff_client: Client, sixty: list[Inquiry]) -> None:
    asked = cancel(staff_client)
    untouched = Inquiry.objects.filter(status=Status.BOOKED).count()
    done = cancel(staff_client, confirmed="yes")
    canceled = Inquiry.objects.filter(status=Status.CANCELLED).count()
    home = read_text(staff_client.get("/admin/").content)
    undone = read_text(staff_client.post(f"{LIST}bulk/{BulkMove.objects.get().pk}/", follow=True).content)

    assert "53 people get an email" in asked
    assert "7 stay as they are. The emails wait two minutes. Until then you can undo all of it." in asked
    assert f"{sixty[7]} Client 7 client7@example.org Fri, Jan 8, 2027, 10:00 AM" in asked
    assert [inquiry.reference for inquiry in sixty[:7] if inquiry.reference not in asked] == []
    assert untouched == 53
    assert "7 not changed." in done
    assert "53 emails go out at " in done
    assert canceled == 53
    assert "Canceled: the emails of a bulk change go out at " in home
    assert "53 inquiries as before. No email goes out for them." in undone
    assert Inquiry.objects.filter(status=Status.BOOKED).count() == 53
    assert not Mail.objects.filter(kind="cancelled").exists()


def test_a_move_without_email_asks_nothing(staff_client: Client) -> None:
    inquiry = make_inquiry()

    chosen = {"action": "mark_spam", "_selected_action": [str(inquiry.pk)]}
    text = read_text(staff_client.post(LIST, chosen, follow=True).content)

    assert "1 marked as spam." in text
    assert not BulkMove.objects.exists()


def test_it_is_too_late_after_two_minutes(staff_client: Client) -> None:
    bulk = BulkMove.objects.create(to_status=Status.CANCELLED, sends_at=timezone.now() - timedelta(seconds=1))

    shown = read_text(staff_client.get(f"{LIST}bulk/{bulk.pk}/").content)
    refused = read_text(staff_client.post(f"{LIST}bulk/{bulk.pk}/", follow=True).content)

    assert "so this can’t be undone anymore." in shown
    assert "It is too late: the emails went out." in refused


def test_an_unknown_bulk_move_is_not_found(staff_client: Client) -> None:
    assert staff_client.get(f"{LIST}bulk/4711/").status_code == 404
