from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from studio.inquiries.notes import add_note
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.spam import Clues
from studio.inquiries.status import (
    TIME_TO_UNDO,
    UNDONE,
    IllegalMoveError,
    change_status,
    move_all,
    plan_bulk_move,
    start_bulk_move,
    undo_bulk_move,
)
from studio.inquiries.timeline import list_events
from studio.models import BulkMove, Inquiry, Mail, Status, StatusChange
from tests.studio.factories import make_inquiry, make_staff
from tests.studio.outgoing import deliver_due_mails, let_time_pass

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

TEN = datetime(2027, 1, 8, 15, tzinfo=UTC)


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


def make_booked() -> Inquiry:
    inquiry = make_inquiry()
    book_session(inquiry, Session(TEN, 60), by=None)
    return inquiry


def move(by: User, to: Status, *inquiries: Inquiry) -> BulkMove:
    bulk = start_bulk_move(to, by=by)
    move_all(inquiries, to=to, by=by, bulk=bulk)
    return bulk


def test_the_plan_says_who_gets_an_email_and_who_cannot_move() -> None:
    booked, silent, fresh, done = make_booked(), make_booked(), make_inquiry(), make_booked()
    Inquiry.objects.filter(pk=silent.pk).update(email="", phone="555 0100")
    change_status(done, to=Status.CANCELLED, by=None)

    plan = plan_bulk_move(Inquiry.objects.order_by("pk"), Status.CANCELLED)

    assert (plan.emailed, plan.silent) == ([booked], [silent])
    assert plan.faults == [
        (fresh, f"{fresh} is new and cannot become canceled."),
        (done, f"{done} is canceled already."),
    ]


def test_released_spam_is_emailed() -> None:
    held = make_inquiry(clues=Clues(trap="filled in"))

    assert plan_bulk_move([held], Status.NEW).emailed == [held]
    assert plan_bulk_move([held], Status.SPAM).silent == [held]


def test_emails_wait_two_minutes() -> None:
    inquiry, sam = make_booked(), make_staff()
    Mail.objects.update(has_report=False)
    deliver_due_mails()
    bulk = move(sam, Status.CANCELLED, inquiry)

    deliver_due_mails()
    waiting = Mail.objects.get(kind="cancelled").state
    let_time_pass(TIME_TO_UNDO)
    deliver_due_mails()

    assert bulk.sends_at - bulk.at == timedelta(minutes=2)
    assert waiting == "waiting"
    assert Mail.objects.get(kind="cancelled").state == "sent"


def test_an_undone_move_leaves_no_trace_but_the_history() -> None:
    first, second, sam = make_booked(), make_booked(), make_staff()
    bulk = move(sam, Status.CONTACTED, first, second)
    dropped = Inquiry.objects.get(pk=first.pk).session_at

    undone = undo_bulk_move(bulk, by=sam)

    first.refresh_from_db()
    assert undone == (2, [])
    assert dropped is None
    assert (first.status, first.session_at, first.session_minutes) == (Status.BOOKED, TEN, 60)
    assert not Mail.objects.filter(kind="cancelled").exists()
    assert str(first.status_changes.latest("at")) == "Contacted → Booked"
    assert first.status_changes.latest("at").note == UNDONE


def test_undone_spam_is_held_back_again() -> None:
    held, sam = make_inquiry(clues=Clues(trap="filled in")), make_staff()
    bulk = move(sam, Status.NEW, held)
    released = set(Mail.objects.values_list("state", flat=True))

    undo_bulk_move(bulk, by=sam)

    assert released == {"waiting"}
    assert set(Mail.objects.values_list("kind", "state", "due_at")) == {
        ("received", "held", None), ("staff", "held", None),
    }  # fmt: skip


def test_what_changed_since_or_went_out_stays() -> None:
    noted, moved, sent, sam = make_booked(), make_booked(), make_booked(), make_staff()
    bulk = move(sam, Status.CANCELLED, noted, moved, sent)
    add_note(noted, "Rang.", by=sam)
    moved.refresh_from_db()
    book_session(moved, Session(TEN, 90), by=sam)
    Mail.objects.filter(kind="cancelled", inquiry=sent).update(state="sending", attempts=1)

    undone = undo_bulk_move(bulk, by=sam)

    assert undone == (
        1,
        [f"{moved} stays booked: somebody has changed it since.", f"{sent} stays canceled: its email is out."],
    )
    assert Inquiry.objects.get(pk=noted.pk).status == Status.BOOKED


def test_it_is_undone_once_and_in_time() -> None:
    sam = make_staff()
    bulk, late = move(sam, Status.CANCELLED, make_booked()), move(sam, Status.CANCELLED, make_booked())
    undo_bulk_move(bulk, by=sam)

    with pytest.raises(IllegalMoveError, match=r"^This was undone already\.$"):
        undo_bulk_move(bulk, by=sam)
    with pytest.raises(IllegalMoveError, match=r"^It is too late: the emails went out\.$"):
        undo_bulk_move(late, by=sam, now=timezone.now() + TIME_TO_UNDO)
