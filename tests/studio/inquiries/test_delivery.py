"""The two deadlines after a session, and the emails that need consent."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db.models import QuerySet

from studio.inquiries.agreement import record_agreement
from studio.inquiries.deadlines import explain_overdue, is_overdue
from studio.inquiries.delivery import Stage, deliver_pictures, find_next_stage, send_reminders
from studio.inquiries.erasure import erase_expired
from studio.inquiries.notes import plan_next_step
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.mail.deliver import compose_mail
from studio.models import Inquiry, Mail, Note, Status
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

LINK = "https://example.org/pictures/ana"
# The Monday before Thanksgiving, 10 to 11 AM in New York.
MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)
OVER = MONDAY + timedelta(hours=1)


def photograph(at: datetime = MONDAY, *, now: datetime | None = None) -> Inquiry:
    inquiry = make_inquiry()
    book_session(inquiry, Session(at, 60), by=None)
    change_status(inquiry, to=Status.PHOTOGRAPHED, by=None, at=now or at + timedelta(hours=9))
    inquiry.refresh_from_db()
    return inquiry


def find_late(now: datetime) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(is_overdue(now))


def test_both_promises_count_from_the_end_of_the_session_and_skip_thanksgiving() -> None:
    inquiry = photograph()

    assert inquiry.photographed_at == OVER
    assert inquiry.corrected_due_at == OVER + timedelta(hours=24)
    assert inquiry.retouched_due_on == date(2026, 11, 27)  # Tuesday, Wednesday, and the Friday after Thanksgiving


def test_a_session_that_is_not_over_counts_from_now() -> None:
    now = MONDAY + timedelta(minutes=30)

    assert photograph(now=now).photographed_at == now


def test_an_evening_counts_as_its_day_in_new_york() -> None:
    late = datetime(2026, 11, 24, 1, tzinfo=UTC)  # Monday, 8 PM in New York

    assert photograph(late).retouched_due_on == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("day", "retouched"),
    [
        (date(2026, 12, 30), date(2027, 1, 5)),  # New Year's Day
        (date(2027, 6, 17), date(2027, 6, 23)),  # Juneteenth, observed on the Friday
        (date(2027, 7, 1), date(2027, 7, 7)),  # July 4, observed on the Monday
        (date(2027, 12, 30), date(2028, 1, 5)),  # New Year's Day, observed in the old year
    ],
)
def test_three_business_days_skip_weekends_and_observed_holidays(day: date, retouched: date) -> None:
    assert photograph(datetime.combine(day, time(15), tzinfo=UTC)).retouched_due_on == retouched


def test_the_day_the_clocks_change_still_has_24_hours_of_work() -> None:
    saturday = datetime(2027, 3, 13, 15, tzinfo=UTC)  # 10 AM; the clocks skip an hour that night

    assert photograph(saturday).corrected_due_at == datetime(2027, 3, 14, 16, tzinfo=UTC)


def test_late_pictures_are_overdue() -> None:
    inquiry = photograph()
    due_at = OVER + timedelta(hours=24)
    friday_night, saturday = datetime(2026, 11, 28, 4, 59, tzinfo=UTC), datetime(2026, 11, 28, 5, tzinfo=UTC)

    before = (find_late(due_at).count(), explain_overdue(inquiry, due_at))
    after = (find_late(due_at + timedelta(seconds=1)).count(), explain_overdue(inquiry, due_at + timedelta(seconds=1)))
    deliver_pictures(inquiry, Stage.CORRECTED, LINK, by=None, at=due_at)
    in_time = (find_late(friday_night).count(), explain_overdue(inquiry, friday_night))
    late = (find_late(saturday).count(), explain_overdue(inquiry, saturday))

    assert before == in_time == (0, "")
    assert after == (1, "color-corrected pictures are late")
    assert late == (1, "retouched pictures are late")


def test_the_client_gets_the_link_and_the_day_of_the_rest() -> None:
    inquiry = photograph()

    deliver_pictures(inquiry, Stage.CORRECTED, LINK, by=make_staff())

    mail = compose_mail(Mail.objects.get(kind="delivered"))
    assert mail.subject == f"Your pictures are ready ({inquiry.reference})"
    assert f"Your color-corrected pictures are ready ({inquiry.reference}):\n{LINK}\n" in mail.body
    assert "The retouched ones follow by Friday, November 27." in mail.body
    assert Note.objects.get().text == f"Sent the color-corrected pictures. {LINK}"
    assert (inquiry.status, find_next_stage(inquiry)) == (Status.PHOTOGRAPHED, Stage.RETOUCHED)


def test_with_the_retouched_pictures_it_is_done() -> None:
    inquiry = photograph()

    deliver_pictures(inquiry, Stage.RETOUCHED, LINK, by=None, at=OVER)

    inquiry.refresh_from_db()
    body = compose_mail(Mail.objects.get(kind="delivered")).body
    assert (inquiry.status, inquiry.retouched_sent_at, inquiry.corrected_sent_at) == (Status.DONE, OVER, OVER)
    assert "Your retouched pictures are ready" in body
    assert "follow by" not in body


def test_without_an_address_nothing_is_emailed() -> None:
    inquiry = photograph()
    inquiry.email, inquiry.phone = "", "555 0100"
    inquiry.save()

    assert not deliver_pictures(inquiry, Stage.CORRECTED, "", by=None)
    assert not Mail.objects.filter(kind="delivered").exists()


def test_a_session_that_did_not_take_place_has_no_deadlines() -> None:
    inquiry = photograph()

    change_status(inquiry, to=Status.BOOKED, by=None)

    inquiry.refresh_from_db()
    assert (inquiry.photographed_at, inquiry.corrected_due_at, inquiry.retouched_due_on) == (None, None, None)


def test_done_with_an_open_step_stays_in_sight() -> None:
    inquiry, sam = photograph(), make_staff()
    deliver_pictures(inquiry, Stage.RETOUCHED, LINK, by=sam)
    plan_next_step(inquiry, "Print the big one", date(2026, 12, 1), by=sam)
    later = datetime(2026, 12, 2, 15, tzinfo=UTC)

    found, why = list(find_late(later)), explain_overdue(inquiry, later)
    plan_next_step(inquiry, "", date(2026, 12, 1), by=sam)

    assert (found, why) == ([inquiry], "overdue")
    assert list(find_late(later)) == []
    assert explain_overdue(inquiry, later) == ""


def photograph_years_ago(**agreed: bool) -> Inquiry:
    inquiry = photograph()
    deliver_pictures(inquiry, Stage.RETOUCHED, LINK, by=None)
    Inquiry.objects.filter(pk=inquiry.pk).update(created_at=MONDAY - timedelta(days=9))
    record_agreement(inquiry, agreed, by=None)
    return inquiry


def test_only_those_who_agreed_are_reminded_once_after_three_years() -> None:
    photograph_years_ago(review=True)
    inquiry = photograph_years_ago(reminder=True)
    third = datetime(2029, 11, 23, 16, tzinfo=UTC)

    sent = [send_reminders(third - timedelta(seconds=1)), send_reminders(third), send_reminders(third)]

    mail = compose_mail(Mail.objects.get(kind="three-yrs"))
    assert sent == [0, 1, 0]
    assert mail.subject == "Your photo is three years old"
    assert inquiry.notes.latest("at").text == "Wrote that the photo is three years old."


def test_nobody_is_reminded_of_a_photo_after_a_newer_one() -> None:
    old, third = photograph_years_ago(reminder=True), datetime(2029, 11, 23, 16, tzinfo=UTC)
    photograph(MONDAY + timedelta(days=400))

    sent = [send_reminders(third), send_reminders(third)]

    old.refresh_from_db()
    assert (sent, old.reminder_sent_at) == ([0, 0], third)
    assert not Mail.objects.filter(kind="three-yrs").exists()
    assert (
        old.notes.latest("at").text == "The photo is three years old, but there is a newer one, so no email went out."
    )


def test_whom_we_promised_to_remind_is_kept_until_then() -> None:
    photograph_years_ago()
    kept = photograph_years_ago(reminder=True)
    now = datetime(2029, 11, 23, 17, tzinfo=UTC)

    erased = erase_expired(now - timedelta(days=1))
    send_reminders(now)
    on_the_day = erase_expired(now)
    after = erase_expired(now + timedelta(days=8))

    assert (erased, on_the_day, after) == (1, 0, 1)
    assert not Inquiry.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize("day", [29, 28])
def test_reminders_work_on_a_leap_day(day: int) -> None:
    assert send_reminders(datetime(2028, 2, day, 15, tzinfo=UTC)) == 0
