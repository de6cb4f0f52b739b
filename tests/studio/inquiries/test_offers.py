from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from studio.inquiries.offers import NotFreeError, list_offers, offer_times, pick_time
from studio.inquiries.sessions import Session, book_session, find_warnings
from studio.inquiries.status import change_status
from studio.links import find_own_page
from studio.mail.deliver import compose_mail
from studio.models import Inquiry, Mail, Note, OfferedTime, Status, StudioFacts
from studio.times import write_time
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2027, 1, 8, 15, tzinfo=UTC)
MONDAY = datetime(2027, 1, 11, 19, 30, tzinfo=UTC)
NOW = datetime(2027, 1, 4, 15, tzinfo=UTC)


def offer(inquiry: Inquiry, *times: datetime) -> list[int]:
    offer_times(inquiry, [Session(at, 60) for at in times], by=make_staff())
    return [time.pk for time in inquiry.offered_times.all()]


def test_offered_times_are_emailed_with_the_own_page() -> None:
    inquiry = make_inquiry()

    offer(inquiry, FRIDAY, MONDAY)

    mail = compose_mail(Mail.objects.get(kind="offered"))
    assert inquiry.status == Status.CONTACTED
    assert inquiry.status_changes.get().note == (
        f"Offered: {write_time(FRIDAY)}, 60 minutes; {write_time(MONDAY)}, 60 minutes."
    )
    assert mail.subject == f"When would you like to come? ({inquiry.reference})"
    assert "- Friday, January 8, 2027, 10:00 AM, 60 minutes\n- Monday, January 11, 2027, 2:30 PM, 60" in mail.body
    assert f"{find_own_page(inquiry)}#times" in mail.body


def test_a_new_offer_replaces_the_last_one() -> None:
    inquiry = make_inquiry()
    offer(inquiry, FRIDAY)

    offer_times(inquiry, [Session(MONDAY, 60)], by=make_staff(name="ben"))

    assert [time.starts_at for time in inquiry.offered_times.all()] == [MONDAY]


def test_a_picked_time_is_noted_and_the_studio_is_asked_to_confirm() -> None:
    inquiry = make_inquiry(phone="555 0100")
    friday, _ = offer(inquiry, FRIDAY, MONDAY)

    pick_time(inquiry, friday, now=NOW)
    pick_time(inquiry, friday, now=NOW + timedelta(hours=1))

    mail = compose_mail(Mail.objects.get(kind="picked"))
    assert OfferedTime.objects.get(picked_at__isnull=False).picked_at == NOW
    assert Note.objects.get().text == f"The client picked {write_time(FRIDAY)}."
    assert mail.to == ["studio@example.org"]
    assert "When: Friday, January 8, 2027, 10:00 AM, New York time, 60 minutes\nPhone: 555 0100" in mail.body
    assert f"/admin/studio/inquiry/{inquiry.pk}/change/" in mail.body


def test_another_time_can_be_picked_instead() -> None:
    inquiry = make_inquiry()
    friday, monday = offer(inquiry, FRIDAY, MONDAY)
    pick_time(inquiry, friday, now=NOW)

    pick_time(inquiry, monday, now=NOW)

    assert OfferedTime.objects.get(picked_at__isnull=False).pk == monday


def test_a_time_that_was_taken_or_has_passed_cannot_be_picked() -> None:
    inquiry, faster = make_inquiry(), make_inquiry(email="ben@example.org")
    friday, monday = offer(inquiry, FRIDAY, MONDAY)
    book_session(faster, Session(FRIDAY - timedelta(minutes=30), 60), by=None)

    shown = [(offer.time.pk, offer.is_free) for offer in list_offers(inquiry, NOW)]
    with pytest.raises(NotFreeError):
        pick_time(inquiry, friday, now=NOW)
    with pytest.raises(NotFreeError):
        pick_time(inquiry, monday, now=MONDAY)
    with pytest.raises(NotFreeError):
        pick_time(inquiry, 4711, now=NOW)

    assert shown == [(friday, False), (monday, True)]
    assert not OfferedTime.objects.filter(picked_at__isnull=False).exists()


def test_a_time_that_another_client_picked_waits_for_the_studio() -> None:
    inquiry, faster = make_inquiry(), make_inquiry(name="Ben Example", email="ben@example.org")
    friday, _ = offer(inquiry, FRIDAY, MONDAY)
    offer_times(faster, [Session(FRIDAY + timedelta(minutes=30), 60)], by=make_staff(name="ben"))
    pick_time(faster, faster.offered_times.get().pk, now=NOW)

    with pytest.raises(NotFreeError):
        pick_time(inquiry, friday, now=NOW)
    shown = [offer.is_free for offer in list_offers(inquiry, NOW)]
    warnings = find_warnings(Session(FRIDAY, 60), StudioFacts.objects.get(), other_than=inquiry)
    change_status(faster, to=Status.DECLINED, by=None)

    when = write_time(FRIDAY + timedelta(minutes=30))
    assert shown == [False, True]
    assert warnings == [f"Ben Example ({faster}) picked this time and waits for your answer: {when}, 60 minutes."]
    assert pick_time(inquiry, friday, now=NOW).starts_at == FRIDAY


def test_a_booking_ends_the_offer() -> None:
    inquiry = make_inquiry()
    offer(inquiry, FRIDAY, MONDAY)

    book_session(inquiry, Session(FRIDAY, 60), by=None)

    assert list_offers(inquiry, NOW) == []


def test_nothing_is_offered_once_it_is_closed() -> None:
    inquiry = make_inquiry()
    offer(inquiry, timezone.now() + timedelta(days=9))

    change_status(inquiry, to=Status.WITHDRAWN, by=None)

    assert list_offers(inquiry) == []
