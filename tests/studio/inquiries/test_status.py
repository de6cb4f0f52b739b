from datetime import UTC, datetime
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from studio.inquiries.status import IllegalMoveError, change_status
from studio.inquiries.timeline import list_events
from studio.models import Inquiry, Mail, Status, StatusChange
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

LEGAL = {
    (before, after)
    for before, afters in {
        "new": "contacted booked declined spam withdrawn",
        "contacted": "booked declined spam withdrawn",
        "booked": "photographed done no-show cancelled contacted declined withdrawn",
        "suspected": "new spam withdrawn",
        "photographed": "done booked",
        "done": "photographed booked",
        "no-show": "booked contacted photographed done",
        "cancelled": "booked contacted",
        "withdrawn": "contacted",
        "declined": "contacted",
        "spam": "new",
    }.items()
    for after in afters.split()
}
ILLEGAL = sorted({(a, b) for a, b in product(Status.values, repeat=2) if a != b} - LEGAL)


SESSION = {"session_at": datetime(2027, 1, 8, 15, tzinfo=UTC), "session_minutes": 60}


def make_inquiry_that_is(status: str) -> Inquiry:
    inquiry = make_inquiry()
    Inquiry.objects.filter(pk=inquiry.pk).update(status=status, **SESSION)
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
    now, then = Status(before).label.lower(), Status(after).label.lower()
    assert str(refusal.value) == f"{inquiry.reference} is {now} and cannot become {then}."
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


def test_of_two_people_at_once_one_moves_it_and_the_other_gets_an_error() -> None:
    inquiry = make_inquiry()
    seen_earlier = Inquiry.objects.get()
    change_status(inquiry, to=Status.CONTACTED, by=None)

    with pytest.raises(IllegalMoveError) as refusal:
        change_status(seen_earlier, to=Status.DECLINED, by=None)

    assert str(refusal.value) == f"Somebody else has just changed the status of {inquiry.reference}. Reload the page."
    assert Inquiry.objects.get().status == Status.CONTACTED


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


def test_what_belongs_to_a_move_is_written_with_it() -> None:
    inquiry = make_inquiry()

    change_status(inquiry, to=Status.BOOKED, by=None, columns=SESSION)

    assert (inquiry.status, inquiry.session_at) == ("booked", SESSION["session_at"])
    assert Inquiry.objects.get().session_minutes == 60


def test_nothing_is_booked_without_a_session() -> None:
    inquiry = make_inquiry()

    with pytest.raises(IllegalMoveError) as refusal:
        change_status(inquiry, to=Status.BOOKED, by=None)

    assert str(refusal.value) == f"{inquiry.reference} has no session yet. Book it with a date and a time."
    assert Inquiry.objects.get().status == Status.NEW


def test_a_merged_inquiry_stays_where_it_is() -> None:
    inquiry, kept = make_inquiry(), make_inquiry()
    Inquiry.objects.filter(pk=inquiry.pk).update(merged_into=kept)
    inquiry.refresh_from_db()

    with pytest.raises(IllegalMoveError) as refusal:
        change_status(inquiry, to=Status.CONTACTED, by=None)

    assert str(refusal.value) == f"{inquiry.reference} was merged into {kept.reference}. Change the status of that one."


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (Status.CANCELLED, "cancelled"),
        (Status.DECLINED, "declined"),
        (Status.WITHDRAWN, "withdrawn"),
        (Status.CONTACTED, "cancelled"),
    ],
)
def test_whatever_a_booked_inquiry_becomes_its_session_leaves_the_clients_calendar(after: Status, kind: str) -> None:
    inquiry = make_inquiry_that_is("booked")

    change_status(inquiry, to=after, by=make_staff())

    calendar = Calendar.from_ical(inquiry.mails.get(kind=kind).calendar)
    assert calendar["METHOD"] == "CANCEL"
    assert "removes it from your calendar" in inquiry.mails.get(kind=kind).text


def test_each_move_counts_the_calendar_file_up() -> None:
    inquiry = make_inquiry()

    change_status(inquiry, to=Status.BOOKED, by=None, columns=SESSION)
    change_status(inquiry, to=Status.CANCELLED, by=None)

    files = [Calendar.from_ical(mail.calendar) for mail in inquiry.mails.exclude(calendar="").order_by("pk")]
    assert [file.walk("VEVENT")[0].decoded("SEQUENCE") for file in files] == [1, 2]


def test_a_move_back_from_booked_tells_the_client_and_drops_the_session() -> None:
    inquiry, staff = make_inquiry_that_is("booked"), make_staff()

    change = change_status(inquiry, to=Status.CONTACTED, by=staff)

    assert change
    mail = Mail.objects.get(kind="cancelled")
    assert (inquiry.session_at, inquiry.session_minutes) == (None, None)
    assert Inquiry.objects.get().session_at is None
    assert (change.dropped_session_at, change.dropped_session_minutes) == (SESSION["session_at"], 60)
    assert {"STATUS:CANCELLED", "DTSTART;TZID=America/New_York:20270108T100000"} <= set(mail.calendar.splitlines())
    assert list_events(inquiry)[-2].text == "The session on Fri, Jan 8, 2027, 10:00 AM (New York), 60 minutes, is off."
