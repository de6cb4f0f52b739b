"""Sessions and photo days warn of each other, in both directions."""

from datetime import timedelta

import pytest

from studio.inquiries.merge import find_merge_fault
from studio.inquiries.offers import list_offers, offer_times
from studio.inquiries.sessions import Session, book_session, find_clash_warnings
from studio.inquiries.status import change_status
from studio.models import Status, StudioFacts
from tests.studio.factories import make_inquiry, make_staff
from tests.studio.photo_day.factories import NINE, NOW, make_photo_day

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("minutes", "count"), [(-60, 0), (-59, 1), (0, 1), (39, 1), (40, 0)])
def test_a_session_is_warned_of_a_photo_day(minutes: int, count: int) -> None:
    day = make_photo_day(venue="client", address="1 Example Plaza")
    session, facts = Session(NINE + timedelta(minutes=minutes), 60), StudioFacts.objects.get()

    warnings = list(find_clash_warnings(session, facts, make_inquiry()))

    assert len(warnings) == count
    assert all(f"the photo day of Ana Example ({day.inquiry})" in warning for warning in warnings)
    assert list(find_clash_warnings(session, facts, day.inquiry)) == []


def test_a_called_off_day_causes_no_warning() -> None:
    day = make_photo_day()
    change_status(day.inquiry, to=Status.WITHDRAWN, by=None)

    assert list(find_clash_warnings(Session(NINE, 60), StudioFacts.objects.get(), make_inquiry())) == []


def test_an_offered_time_is_not_free_on_a_photo_day() -> None:
    make_photo_day()
    inquiry = make_inquiry()
    offer_times(inquiry, [Session(NINE, 60), Session(NINE + timedelta(hours=3), 60)], by=make_staff())

    assert [offer.is_free for offer in list_offers(inquiry, NOW)] == [False, True]


def test_an_inquiry_with_a_photo_day_is_the_one_to_keep() -> None:
    day, other = make_photo_day(), make_inquiry()
    book_session(other, Session(NINE, 60), by=None)

    assert find_merge_fault(day.inquiry, into=other) == (
        f"{day.inquiry} has a photo day, so it is the one to keep. Open {other} and merge it into {day.inquiry}."
    )
