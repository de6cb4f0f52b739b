from datetime import UTC, datetime

import pytest

from studio.admin.home import list_sessions
from studio.inquiries.merge import find_duplicates, mark_duplicates, merge_inquiry, undo_merge
from studio.inquiries.notes import add_note
from studio.inquiries.sessions import Session, book_session, find_clashes
from studio.inquiries.status import IllegalMoveError
from studio.inquiries.timeline import list_events
from studio.models import Inquiry, Status
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ({"email": "ana@example.org"}, {"email": "Ana@Example.org"}, True),
        ({"email": "ana@example.org"}, {"email": "ana+headshots@example.org"}, True),
        ({"email": "ana.b@example.org"}, {"email": "anab@example.org"}, False),
        ({"phone": "(212) 555-0100"}, {"phone": "212.555.0100", "email": "a@example.org"}, True),
        ({"phone": "+1 212 555 0100"}, {"phone": "1-212-555-0100", "email": "a@example.org"}, True),
        ({"phone": "212 555 0100"}, {"phone": "212 555 0101", "email": "a@example.org"}, False),
        ({}, {"email": "ben@example.org"}, False),
    ],
)
def test_the_same_email_or_phone_is_a_duplicate(first: dict[str, str], second: dict[str, str], is_same: bool) -> None:
    make_inquiry(**first)
    make_inquiry(**second)
    other, one = Inquiry.objects.all()

    mark_duplicates([one, other])

    assert (one.has_duplicate, other.has_duplicate) == (is_same, is_same)
    assert find_duplicates(one) == ([other] if is_same else [])


def test_merging_keeps_both_and_shows_them_as_one() -> None:
    kept, second, sam = make_inquiry(), make_inquiry(message="Afternoons."), make_staff()
    add_note(second, "Called.", by=sam)

    merge_inquiry(second, into=kept, by=sam)

    told = [(event.what, event.text) for event in list_events(kept) if "waiting" not in event.what]
    assert Inquiry.objects.count() == 2
    assert Inquiry.objects.get(pk=second.pk).merged_into == kept
    assert told == [
        (f"{kept} received", ""),
        (f"{second} received", ""),
        ("Note", "Called."),
        ("Note", f"Merged into {kept}."),
        ("Note", f"{second} was merged into this one."),
    ]


def test_a_merged_inquiry_is_a_duplicate_no_more() -> None:
    kept, second = make_inquiry(), make_inquiry()
    merge_inquiry(second, into=kept, by=make_staff())

    mark_duplicates([kept])

    assert find_duplicates(kept) == []
    assert not kept.has_duplicate


def test_what_was_merged_earlier_moves_along() -> None:
    first, second, third, sam = make_inquiry(), make_inquiry(), make_inquiry(), make_staff()
    merge_inquiry(third, into=second, by=sam)

    merge_inquiry(second, into=first, by=sam)

    assert set(first.merged.all()) == {second, third}


def test_an_inquiry_is_not_merged_into_itself_or_twice() -> None:
    first, second, third, sam = make_inquiry(), make_inquiry(), make_inquiry(), make_staff()
    merge_inquiry(second, into=first, by=sam)

    for one, other in [(first, first), (second, third), (third, second)]:
        with pytest.raises(IllegalMoveError):
            merge_inquiry(one, into=other, by=sam)

    assert set(Inquiry.objects.filter(merged_into=None)) == {first, third}


TEN = Session(datetime(2027, 1, 8, 15, tzinfo=UTC), 60)


def test_a_booked_session_is_not_lost_in_a_merge() -> None:
    booked, second, sam = make_inquiry(), make_inquiry(), make_staff()
    book_session(booked, TEN, by=sam)

    with pytest.raises(IllegalMoveError) as refusal:
        merge_inquiry(booked, into=second, by=sam)

    booked.refresh_from_db()
    assert str(refusal.value) == (
        f"{booked} has a booked session, so it is the one to keep. Open {second} and merge it into {booked}."
    )
    assert booked.merged_into is None
    assert find_clashes(TEN, other_than=second) == [booked]
    assert list_sessions(TEN.starts_at) == [booked]


def test_two_booked_sessions_are_not_merged_into_one() -> None:
    booked, second, sam = make_inquiry(), make_inquiry(), make_staff()
    book_session(booked, TEN, by=sam)
    book_session(second, TEN, by=sam)

    with pytest.raises(IllegalMoveError) as refusal:
        merge_inquiry(booked, into=second, by=sam)

    assert str(refusal.value) == (
        f"{booked} and {second} both have a booked session. Cancel one of the sessions first."
    )


def test_a_session_that_is_booked_meanwhile_stops_the_merge() -> None:
    inquiry, kept, sam = make_inquiry(), make_inquiry(), make_staff()
    seen_earlier = Inquiry.objects.get(pk=inquiry.pk)
    book_session(inquiry, TEN, by=sam)

    with pytest.raises(IllegalMoveError):
        merge_inquiry(seen_earlier, into=kept, by=sam)

    assert Inquiry.objects.get(pk=inquiry.pk).merged_into is None


def test_the_other_inquiry_is_merged_into_the_booked_one() -> None:
    booked, second, sam = make_inquiry(), make_inquiry(), make_staff()
    book_session(booked, TEN, by=sam)

    merge_inquiry(second, into=booked, by=sam)

    assert second.merged_into == booked
    assert find_clashes(TEN, other_than=second) == [booked]


def test_undoing_a_merge_brings_the_inquiry_back_with_its_history() -> None:
    kept, second, sam = make_inquiry(), make_inquiry(), make_staff()
    merge_inquiry(second, into=kept, by=sam)

    undo_merge(second, by=sam)

    second.refresh_from_db()
    assert (second.merged_into, second.status) == (None, Status.NEW)
    assert find_duplicates(kept) == [second]
    assert [note.text for note in second.notes.all()] == [f"Merged into {kept}.", f"No longer merged into {kept}."]
    assert [note.text for note in kept.notes.all()] == [
        f"{second} was merged into this one.",
        f"{second} is no longer merged into this one.",
    ]


def test_of_two_people_who_undo_a_merge_one_gets_an_error() -> None:
    kept, second, sam = make_inquiry(), make_inquiry(), make_staff()
    merge_inquiry(second, into=kept, by=sam)
    seen_earlier = Inquiry.objects.get(pk=second.pk)
    undo_merge(second, by=sam)

    with pytest.raises(IllegalMoveError) as refusal:
        undo_merge(seen_earlier, by=sam)

    assert str(refusal.value) == f"{second} is no longer merged. Reload the page."
