import pytest

from studio.inquiries.merge import find_duplicates, mark_duplicates, merge_inquiry
from studio.inquiries.notes import add_note
from studio.inquiries.status import IllegalMoveError
from studio.inquiries.timeline import tell
from studio.models import Inquiry
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ({"email": "ana@example.org"}, {"email": "Ana@Example.org"}, True),
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

    told = [(event.what, event.text) for event in tell(kept) if "waiting" not in event.what]
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
