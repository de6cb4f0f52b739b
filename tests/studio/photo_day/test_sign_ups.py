"""Who gets which time: held, confirmed, changed, canceled, and entered by staff."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from studio.inquiries.status import change_status
from studio.links import find_link_token, find_own_time, hash_token
from studio.mail.deliver import compose_mail
from studio.models import Attendance, Mail, PhotoDay, SignUp, Status
from studio.photo_day.days import set_open
from studio.photo_day.sign_ups import (
    ClosedError,
    Person,
    PhotographedError,
    StaleError,
    TakenError,
    TooManyMailsError,
    add_people,
    change_time,
    confirm_time,
    delete_old_holds,
    find_missing,
    give_back,
    list_slots,
    record_attendance,
    remove_person,
)
from tests.studio.factories import make_staff
from tests.studio.photo_day.factories import (
    HALF_PAST,
    NINE,
    NOW,
    TEN_PAST,
    TWENTY_PAST,
    add,
    make_photo_day,
    sign_up,
)

pytestmark = pytest.mark.django_db

HALF_AN_HOUR = timedelta(minutes=30)


def list_taken(day: PhotoDay, now: datetime = NOW) -> dict[datetime, str]:
    return {slot.starts_at: slot.sign_up.name for slot in list_slots(day, now) if slot.sign_up}


def test_a_time_is_held_for_half_an_hour_and_asked_to_be_confirmed() -> None:
    day = make_photo_day()

    own = sign_up(day)

    [mail] = own.mails.all()
    assert list_taken(day) == {NINE: "Ben Example"}
    assert list_taken(day, NOW + HALF_AN_HOUR) == {}
    assert (mail.kind, mail.to, mail.inquiry) == ("sign-up", "ben@example.org", day.inquiry)
    assert "We hold this time for 30 minutes." in mail.text
    assert "Example Corp" in mail.text
    assert "Ben" not in mail.text + mail.subject + mail.html


def test_the_stored_email_has_no_link_and_the_sent_one_has() -> None:
    own = sign_up(make_photo_day())

    [mail] = own.mails.all()

    assert find_link_token(own) not in mail.text + mail.html
    assert find_own_time(own) in str(compose_mail(mail).body)
    assert own.token_hash == hash_token(find_link_token(own))


def test_a_double_click_is_one_hold_and_one_email() -> None:
    day = make_photo_day()

    first, second = sign_up(day), sign_up(day)

    assert (first, day.sign_ups.count(), Mail.objects.filter(kind="sign-up").count()) == (second, 1, 1)


def test_one_person_holds_one_time() -> None:
    day = make_photo_day()
    sign_up(day)

    sign_up(day, TEN_PAST)

    assert list_taken(day) == {TEN_PAST: "Ben Example"}


def test_a_time_that_somebody_has_is_taken() -> None:
    day = make_photo_day()
    confirm_time(sign_up(day), now=NOW)

    with pytest.raises(TakenError):
        sign_up(day, name="Ana Example")

    assert list_taken(day) == {NINE: "Ben Example"}


@pytest.mark.parametrize("minutes", [-10, 5, 40])
def test_a_time_that_is_not_in_the_plan_is_refused(minutes: int) -> None:
    with pytest.raises(TakenError):
        sign_up(make_photo_day(), NINE + timedelta(minutes=minutes))


def test_the_database_itself_gives_a_time_to_one_person_only() -> None:
    day = make_photo_day()
    first, second = add(day, "Ana Example", "Ben Example")

    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.filter(pk=second.pk).update(starts_at=first.starts_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.filter(pk=second.pk).update(email_key=first.email_key)


def test_confirming_twice_is_the_same_as_once() -> None:
    day = make_photo_day()
    own = sign_up(day)

    for minutes in (5, 6):
        confirm_time(own, now=NOW + timedelta(minutes=minutes))

    own.refresh_from_db()
    assert own.confirmed_at == NOW + timedelta(minutes=5)
    assert list_taken(day, NINE - timedelta(minutes=1)) == {NINE: "Ben Example"}


def test_a_late_confirmation_counts_until_somebody_takes_the_time() -> None:
    day, late = make_photo_day(), NOW + HALF_AN_HOUR
    kept, lost = sign_up(day), sign_up(day, TEN_PAST, name="Ana Example")

    confirm_time(kept, now=late)
    sign_up(day, TEN_PAST, name="Cleo Example", now=late)

    with pytest.raises(TakenError):
        confirm_time(lost, now=late)
    assert list_taken(day, late) == {NINE: "Ben Example", TEN_PAST: "Cleo Example"}


def test_confirming_a_second_time_gives_the_first_one_back() -> None:
    day = make_photo_day()
    confirm_time(sign_up(day), now=NOW)

    second = sign_up(day, HALF_PAST)
    assert list_taken(day) == {NINE: "Ben Example", HALF_PAST: "Ben Example"}
    confirm_time(second, now=NOW)

    assert list_taken(day) == {HALF_PAST: "Ben Example"}


def test_who_was_photographed_does_not_lose_that_by_signing_up_again() -> None:
    day = make_photo_day()
    first = sign_up(day)
    confirm_time(first, now=NOW)
    SignUp.objects.filter(pk=first.pk).update(attendance=Attendance.DONE, files="0412")

    with pytest.raises(PhotographedError):
        confirm_time(sign_up(day, HALF_PAST), now=NOW)

    assert day.sign_ups.get(starts_at=NINE).files == "0412"


def test_another_time_by_link_keeps_the_old_one_until_the_new_one_is_certain() -> None:
    day = make_photo_day()
    own, _ = add(day, "Ben Example", "Ana Example")

    with pytest.raises(TakenError):
        change_time(own, TEN_PAST, now=NOW)
    assert list_taken(day) == {NINE: "Ben Example", TEN_PAST: "Ana Example"}
    change_time(own, TWENTY_PAST, now=NOW)

    assert list_taken(day) == {TEN_PAST: "Ana Example", TWENTY_PAST: "Ben Example"}


def test_canceling_deletes_name_address_and_emails() -> None:
    day = make_photo_day()
    own = sign_up(day)

    give_back(own, now=NOW)

    assert (day.sign_ups.count(), Mail.objects.filter(to="ben@example.org").count()) == (0, 0)


def close(day: PhotoDay, by: User) -> None:
    set_open(day, is_open=False, by=by)


def withdraw(day: PhotoDay, by: User) -> None:
    change_status(day.inquiry, to=Status.WITHDRAWN, by=by)


def schedule(day: PhotoDay, by: User) -> None:
    day.inquiry.erase_at = NOW
    day.inquiry.save()


@pytest.mark.parametrize("end", [close, withdraw, schedule])
def test_a_closed_day_accepts_no_sign_up_but_cancelations(end: object) -> None:
    day = make_photo_day()
    own, other = add(day, "Ben Example", "Ana Example")

    end(day, make_staff())  # type: ignore[operator]

    with pytest.raises(ClosedError):
        sign_up(day, HALF_PAST, name="Cleo Example")
    with pytest.raises(ClosedError):
        change_time(own, HALF_PAST, now=NOW)
    give_back(other, now=NOW)
    assert list_taken(day) == {NINE: "Ben Example"}


def test_what_is_over_stays_as_it_was() -> None:
    day = make_photo_day()
    own, _ = add(day, "Ben Example", "Ana Example")

    with pytest.raises(TakenError):
        sign_up(day, NINE, name="Cleo Example", now=NINE)
    with pytest.raises(ClosedError):
        change_time(own, HALF_PAST, now=NINE)
    with pytest.raises(ClosedError):
        give_back(own, now=NINE)

    assert list_taken(day) == {NINE: "Ben Example", TEN_PAST: "Ana Example"}


def test_signing_up_causes_at_most_as_many_emails_as_times_and_ten_more() -> None:
    day = make_photo_day()
    for number in range(14):
        sign_up(day, name=f"p{number} Example", now=NOW + number * HALF_AN_HOUR)

    with pytest.raises(TooManyMailsError):
        sign_up(day, TEN_PAST, name="Ana Example", now=NOW + 14 * HALF_AN_HOUR)

    assert day.sign_ups.count() == 1
    day.refresh_from_db()
    assert day.mail_count == 14


def test_staff_give_names_the_first_free_times() -> None:
    day = make_photo_day()
    sign_up(day, TEN_PAST, name="Cleo Example")

    add(day, "Ana Example", "Ben Example")
    with pytest.raises(TakenError):
        add_people(day, [Person("Dee"), Person("Eli")], now=NOW)

    assert list_taken(day) == {NINE: "Ana Example", TEN_PAST: "Cleo Example", TWENTY_PAST: "Ben Example"}
    assert not Mail.objects.filter(kind="day-time").exists()


def test_staff_may_email_whom_they_enter() -> None:
    day = make_photo_day()

    add_people(day, [Person("Ana Example", "ana@example.org"), Person("Ben Example")], now=NOW, with_mails=True)

    [mail] = Mail.objects.filter(kind="day-time")
    assert mail.to == "ana@example.org"
    assert "9:00 AM" in mail.subject


@pytest.mark.parametrize("with_mails", [True, False])
def test_a_person_removed_by_staff_is_emailed_if_staff_want(with_mails: bool) -> None:
    day = make_photo_day()
    [own] = add(day, "Ben Example")

    remove_person(own, with_mails=with_mails)

    assert list_taken(day) == {}
    assert list(Mail.objects.filter(to="ben@example.org").values_list("kind", flat=True)) == ["day-off"] * with_mails


def test_names_that_nobody_confirmed_are_forgotten_after_a_day() -> None:
    day = make_photo_day()
    sign_up(day)
    confirm_time(sign_up(day, TEN_PAST, name="Ana Example"), now=NOW)
    over = NOW + HALF_AN_HOUR + timedelta(days=1)

    counts = [delete_old_holds(over - timedelta(seconds=1)), delete_old_holds(over)]

    assert counts == [0, 1]
    assert list(SignUp.objects.values_list("name", flat=True)) == ["Ana Example"]


def test_a_tick_is_saved_with_who_and_when_and_a_double_tap_changes_nothing() -> None:
    [own], sam = add(make_photo_day(), "Ana Example"), make_staff()

    for _ in range(2):
        record_attendance(own, Attendance.DONE, "0412-0431", seen=0, by=sam, now=NINE)

    own.refresh_from_db()
    assert (own.attendance, own.files, own.saved_by, own.saved_at, own.version) == (
        "done", "0412-0431", sam, NINE, 1,
    )  # fmt: skip


def test_an_older_page_does_not_overwrite_and_says_who_saved() -> None:
    [own], sam, ben = add(make_photo_day(), "Ana Example"), make_staff(), make_staff(name="ben")
    record_attendance(own, Attendance.DONE, "0412", seen=0, by=sam, now=NINE)

    with pytest.raises(StaleError) as refusal:
        record_attendance(own, Attendance.NO_SHOW, "", seen=0, by=ben, now=HALF_PAST)

    assert str(refusal.value) == (
        "sam has saved Ana Example as done, files 0412 while you had this page open. Yours was not saved; look again."
    )
    own.refresh_from_db()
    assert own.attendance == "done"


def test_people_without_a_good_picture_are_missing() -> None:
    day = make_photo_day(slots=5)
    done, no_show, again, expected = add(day, "Ana Example", "Ben Example", "Cleo Example", "Dee Example")
    sign_up(day, day.ends_at - day.length, name="Held Example")
    sam = make_staff()
    for own, attendance in (
        (done, Attendance.DONE), (no_show, Attendance.NO_SHOW), (again, Attendance.AGAIN),
    ):  # fmt: skip
        record_attendance(own, attendance, "", seen=0, by=sam, now=NINE)

    assert list(find_missing(day)) == [no_show, again, expected]
