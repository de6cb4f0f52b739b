from itertools import product

import pytest
from django.core.exceptions import ValidationError

from studio.models import Inquiry, Status, StatusChange
from studio.moving import IllegalMoveError, change_status
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

LEGAL = {
    ("new", "contacted"),
    ("new", "booked"),
    ("new", "declined"),
    ("new", "spam"),
    ("contacted", "booked"),
    ("contacted", "declined"),
    ("contacted", "spam"),
    ("booked", "done"),
    ("booked", "contacted"),
    ("booked", "declined"),
    ("done", "booked"),
    ("declined", "contacted"),
    ("spam", "new"),
}
ILLEGAL = sorted({(a, b) for a, b in product(Status.values, repeat=2) if a != b} - LEGAL)


def make_inquiry_that_is(status: str) -> Inquiry:
    inquiry = make_inquiry()
    Inquiry.objects.filter(pk=inquiry.pk).update(status=status)
    inquiry.refresh_from_db()
    return inquiry


@pytest.mark.parametrize(("before", "after"), sorted(LEGAL))
def test_a_legal_move_is_made_and_recorded(before: str, after: str) -> None:
    inquiry, staff = make_inquiry_that_is(before), make_staff()

    change = change_status(inquiry, to=Status(after), by=staff, note="On the phone.")

    inquiry.refresh_from_db()
    assert inquiry.status == after
    assert change == StatusChange.objects.get()
    assert (change.inquiry, change.from_status, change.to_status) == (inquiry, before, after)
    assert (change.by, change.note) == (staff, "On the phone.")


@pytest.mark.parametrize(("before", "after"), ILLEGAL)
def test_an_illegal_move_changes_nothing(before: str, after: str) -> None:
    inquiry = make_inquiry_that_is(before)

    with pytest.raises(IllegalMoveError) as refusal:
        change_status(inquiry, to=Status(after), by=None)

    inquiry.refresh_from_db()
    assert str(refusal.value) == f"{inquiry.reference} is {before} and cannot become {after}."
    assert inquiry.status == before
    assert not StatusChange.objects.exists()


def test_a_repeated_move_is_recorded_once() -> None:
    inquiry = make_inquiry()
    change_status(inquiry, to=Status.CONTACTED, by=None)

    again = change_status(inquiry, to=Status.CONTACTED, by=None)

    assert again is None
    assert StatusChange.objects.count() == 1


def test_a_move_that_somebody_else_has_just_made_is_not_recorded_twice() -> None:
    inquiry = make_inquiry()
    seen_earlier = Inquiry.objects.get()
    change_status(inquiry, to=Status.CONTACTED, by=None)

    again = change_status(seen_earlier, to=Status.CONTACTED, by=None)

    assert again is None
    assert StatusChange.objects.count() == 1


def test_of_two_people_one_moves_and_the_other_is_told() -> None:
    inquiry = make_inquiry()
    seen_earlier = Inquiry.objects.get()
    change_status(inquiry, to=Status.BOOKED, by=None)

    with pytest.raises(IllegalMoveError) as refusal:
        change_status(seen_earlier, to=Status.DECLINED, by=None)

    assert str(refusal.value) == f"Somebody else has just moved {inquiry.reference}. Look again."
    assert Inquiry.objects.get().status == Status.BOOKED


def test_a_note_that_is_too_long_moves_nothing() -> None:
    inquiry = make_inquiry()

    with pytest.raises(ValidationError):
        change_status(inquiry, to=Status.CONTACTED, by=None, note="a" * 501)

    assert Inquiry.objects.get().status == Status.NEW


def test_history_outlives_the_account_that_made_it() -> None:
    inquiry, staff = make_inquiry(), make_staff()
    change_status(inquiry, to=Status.CONTACTED, by=staff)

    staff.delete()

    assert [(str(change), change.by) for change in inquiry.status_changes.all()] == [("New → Contacted", None)]
