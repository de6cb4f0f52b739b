import pytest

from studio.models import Attendance
from studio.photo_day.attendance import StaleError, find_missing, record_attendance
from tests.studio.factories import make_staff
from tests.studio.photo_day.factories import HALF_PAST, NINE, add, make_photo_day, sign_up

pytestmark = pytest.mark.django_db


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
