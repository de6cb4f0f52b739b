"""Planning a day, changing its plan without losing anybody, and calling it off."""

from datetime import time, timedelta

import pytest

from studio.models import Mail, PhotoDay
from studio.photo_day.days import (
    Details,
    NeedsConsentError,
    NoRoomError,
    call_off,
    change_plan,
    plan_follow_up,
    set_open,
)
from studio.photo_day.sign_ups import confirm_time
from tests.studio.factories import make_staff
from tests.studio.photo_day.factories import (
    DAY,
    HALF_PAST,
    NINE,
    NOW,
    TEN_PAST,
    TWENTY_PAST,
    add,
    make_photo_day,
    make_plan,
    sign_up,
    write_time,
)

pytestmark = pytest.mark.django_db

DETAILS = Details(title="Example Corp", venue="studio")


def list_people(day: PhotoDay) -> dict[str, str]:
    return {one.name.split()[0]: write_time(one.starts_at) for one in day.sign_ups.all()}


def test_a_planned_day_is_in_the_timeline_and_has_a_secret_link() -> None:
    day = make_photo_day(end_buffer=15)

    [note] = day.inquiry.notes.all()
    assert note.text.startswith("Photo day planned. At the studio, ")
    assert note.text.endswith("9:00 AM (New York), until 9:55 AM: 4 times.")
    assert len(day.token_hash) == 64
    assert day.token_hash != make_photo_day().token_hash


def test_a_change_that_moves_nobody_needs_no_consent() -> None:
    day = make_photo_day()
    add(day, "Ana Example", "Ben Example")

    moved = change_plan(day, make_plan(slots=8, end_buffer=5), DETAILS, by=make_staff(), now=NOW, may_move=False)

    assert moved == 0
    assert (day.slots, list_people(day)) == (8, {"Ana": "09:00", "Ben": "09:10"})


def test_before_anybody_moves_staff_see_who_and_consent() -> None:
    day, staff = make_photo_day(), make_staff()
    add(day, "Ana Example", "Ben Example", "Cleo Example")
    plan = make_plan(minutes_each=20)

    with pytest.raises(NeedsConsentError) as refusal:
        change_plan(day, plan, DETAILS, by=staff, now=NOW, may_move=False)
    assert list(map(str, refusal.value.moves)) == ["Ben Example: 9:10 AM → 9:40 AM"]
    assert day.minutes_each == 10
    change_plan(day, plan, DETAILS, by=staff, now=NOW, may_move=True)

    assert list_people(day) == {"Ana": "09:00", "Ben": "09:40", "Cleo": "09:20"}
    [mail] = Mail.objects.filter(kind="day-time")
    assert mail.to == "ben@example.org"
    assert "You have a new time instead of" in mail.text
    assert "9:10 AM" in mail.text
    assert day.inquiry.notes.latest("pk").text.endswith("1 person has another time.")


def test_everybody_gets_the_nearest_time_when_none_stays() -> None:
    day = make_photo_day()
    add(day, "Ana Example", "Ben Example", "Cleo Example", "Dee Example")

    change_plan(day, make_plan(time=time(9, 5)), DETAILS, by=make_staff(), now=NOW, may_move=True)

    assert list_people(day) == {"Ana": "09:05", "Ben": "09:15", "Cleo": "09:25", "Dee": "09:35"}


def test_another_day_keeps_the_time_of_day() -> None:
    day = make_photo_day()
    add(day, "Ana Example", "Ben Example")
    later = DAY + timedelta(days=1)

    moved = change_plan(day, make_plan(day=later), DETAILS, by=make_staff(), now=NOW, may_move=True)

    assert moved == 2
    assert (list_people(day), day.day) == ({"Ana": "09:00", "Ben": "09:10"}, later)
    assert "9:00 AM, New York time" in Mail.objects.get(kind="day-time", to="ana@example.org").text


def test_a_plan_with_fewer_times_than_people_is_refused() -> None:
    day = make_photo_day()
    add(day, "Ana Example", "Ben Example")
    sign_up(day, HALF_PAST, name="Cleo Example")

    with pytest.raises(NoRoomError):
        change_plan(day, make_plan(slots=2), DETAILS, by=make_staff(), now=NOW, may_move=True)

    assert (PhotoDay.objects.get().slots, len(list_people(day))) == (4, 3)


def test_a_hold_moves_too_and_can_be_confirmed() -> None:
    day = make_photo_day()
    held = sign_up(day, TWENTY_PAST)

    change_plan(day, make_plan(slots=1), DETAILS, by=make_staff(), now=NOW, may_move=True)
    confirm_time(held, now=NOW)

    assert list_people(day) == {"Ben": "09:00"}


def test_everybody_is_emailed_once_when_a_day_is_called_off() -> None:
    day, staff = make_photo_day(), make_staff()
    add(day, "Ana Example", "Ben Example")

    changed = [call_off(day, by=staff, now=NOW) for _ in range(2)]

    assert changed == [True, False]
    assert sorted(Mail.objects.filter(kind="day-off").values_list("to", flat=True)) == [
        "ana@example.org",
        "ben@example.org",
    ]
    assert day.inquiry.notes.latest("pk").text.endswith("Emailed: 2 of 2.")
    assert not day.takes_place


def test_opening_and_closing_twice_is_noted_once() -> None:
    day, staff = make_photo_day(), make_staff()

    changed = [set_open(day, is_open=is_open, by=staff) for is_open in (False, False, True)]

    assert changed == [True, False, True]
    assert day.takes_sign_ups(NOW)


def test_the_follow_up_is_recorded() -> None:
    day, staff = make_photo_day(), make_staff()

    plan_follow_up(day, DAY, is_settled=False, now=NINE, by=staff)
    assert (day.follow_up_on, day.followed_up_at) == (DAY, None)
    plan_follow_up(day, DAY, is_settled=True, now=TEN_PAST, by=staff)

    assert PhotoDay.objects.get().followed_up_at == TEN_PAST
