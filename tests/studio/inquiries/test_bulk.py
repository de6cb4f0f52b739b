from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from studio.inquiries.book import Session, book_session
from studio.inquiries.bulk import TIME_TO_UNDO, UNDONE, move_all, plan_bulk_move, start_bulk_move, undo_bulk_move
from studio.inquiries.notes import add_note
from studio.inquiries.spam import Clues
from studio.inquiries.status import IllegalMoveError, change_status
from studio.models import BulkMove, Inquiry, Mail, Status
from tests.studio.factories import make_inquiry, make_staff
from tests.studio.outgoing import deliver_due_mails, let_time_pass

pytestmark = pytest.mark.django_db

TEN = datetime(2027, 1, 8, 15, tzinfo=UTC)


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
    assert plan.faults == [f"{fresh} is new and cannot become canceled.", f"{done} is canceled already."]


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
