"""Photo days on the staff site: the plan, its people, the phone view, the follow-up, and who may do what."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from studio.admin.home import build_home
from studio.admin.idle import SEEN_AT
from studio.admin.sessions import build_schedule
from studio.inquiries.erasure import erase
from studio.inquiries.notes import add_note
from studio.inquiries.sessions import PASSED, TOO_FAR, Session, book_session
from studio.inquiries.status import change_status
from studio.models import Mail, PhotoDay, SignUp, Status
from studio.photo_day.sign_ups import Person, add_people
from studio.typed_text import one_line
from tests.pages import read_text
from tests.studio.factories import make_inquiry, make_staff
from tests.studio.photo_day.factories import DAY, NINE, NOW, add, find_path, make_photo_day, sign_up, write_time

pytestmark = pytest.mark.django_db

PLAN = {
    "title": "Example Corp", "day": DAY.isoformat(), "time": "9:00 AM", "slots": "40", "minutes_each": "10", "gap": "0",
    "break_1_from": "12:30", "break_1_to": "13:15", "end_buffer": "15", "venue": "client",
    "address": "1 Example Plaza",
}  # fmt: skip


def find_page(day: PhotoDay, act: str = "change/") -> str:
    return f"/admin/studio/photoday/{day.pk}/{act}"


def make_past_day(*names: str) -> PhotoDay:
    """Return a day that was over an hour ago."""
    day = make_photo_day()
    add_people(day, [Person(name) for name in names], now=NOW)
    PhotoDay.objects.update(starts_at=NOW - timedelta(hours=2), ends_at=NOW - timedelta(hours=1))
    for number, one in enumerate(day.sign_ups.all()):
        one.starts_at = NOW - timedelta(hours=2) + number * timedelta(minutes=10)
        one.save()
    day.refresh_from_db()
    return day


def test_a_day_is_planned_from_an_inquiry(staff_client: Client) -> None:
    inquiry = make_inquiry(people=40)

    response = staff_client.post(f"/admin/studio/inquiry/{inquiry.pk}/photo-day/", PLAN, follow=True)

    day = PhotoDay.objects.get()
    text = read_text(response.content)
    assert (day.inquiry, day.slots, day.breaks) == (inquiry, 40, [["12:30", "13:15"]])
    assert (write_time(day.starts_at), write_time(day.ends_at)) == ("09:00", "16:40")
    assert "40 times from 9:00 AM to 4:25 PM, free until 4:40 PM." in text
    assert "0 of 40 times taken" in text
    assert find_path(day) in response.content.decode()
    assert str(day) in read_text(staff_client.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").content)
    assert LogEntry.objects.get().object_id == str(inquiry.pk)


def test_the_form_suggests_the_wish_the_people_and_lunch(staff_client: Client) -> None:
    many, few = make_inquiry(people=40, dates=(DAY,)), make_inquiry(people=4)

    pages = [
        staff_client.get(f"/admin/studio/inquiry/{inquiry.pk}/photo-day/").content.decode() for inquiry in (many, few)
    ]

    assert f'name="day" value="{DAY.isoformat()}"' in pages[0]
    assert 'name="slots" value="40"' in pages[0]
    assert ['name="break_1_from" value="12:30"' in page for page in pages] == [True, False]


@pytest.mark.parametrize(("people", "status"), [(3, 409), (4, 200)])
def test_a_day_is_for_more_than_three_people(staff_client: Client, people: int, status: int) -> None:
    inquiry = make_inquiry(people=people)

    page = read_text(staff_client.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").content)
    response = staff_client.get(f"/admin/studio/inquiry/{inquiry.pk}/photo-day/")

    assert ("Plan a photo day" in page, response.status_code) == (status == 200, status)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"slots": "5000"}, "A photo day has at most 500 people. Plan a second day for more."),
        ({"slots": "400"}, "84 of 400 people fit"),
        ({"minutes_each": "4"}, "Ensure this value is greater than or equal to 5."),
        ({"minutes_each": "21"}, "Ensure this value is less than or equal to 20."),
        ({"day": "2020-01-08"}, PASSED),
        ({"break_1_to": ""}, "A break needs both times."),
        ({"break_2_from": "1:00 PM", "break_2_to": "1:30 PM"}, "Two breaks overlap"),
        ({"address": ""}, "Write where people are to go."),
    ],
)
def test_a_day_that_can_not_be_is_refused_with_what_was_typed(
    staff_client: Client, changes: dict[str, str], words: str
) -> None:
    inquiry = make_inquiry(people=40)

    response = staff_client.post(f"/admin/studio/inquiry/{inquiry.pk}/photo-day/", PLAN | changes)

    assert words in read_text(response.content)
    assert 'value="Example Corp"' in response.content.decode()
    assert PhotoDay.objects.count() == 0


def test_a_clash_with_a_session_is_confirmed_first(staff_client: Client) -> None:
    inquiry, booked = make_inquiry(people=40), make_inquiry(name="Cleo Example")
    book_session(booked, Session(NINE + timedelta(hours=2), 60), by=None)
    address = f"/admin/studio/inquiry/{inquiry.pk}/photo-day/"

    first = staff_client.post(address, PLAN)
    count = PhotoDay.objects.count()
    staff_client.post(address, PLAN | {"plan_anyway": "on"})

    assert f"This clashes with Cleo Example ({booked})" in read_text(first.content)
    assert (count, PhotoDay.objects.count()) == (0, 1)


def test_hours_of_the_studio_count_at_the_studio_only(staff_client: Client) -> None:
    address = f"/admin/studio/inquiry/{make_inquiry(people=40).pk}/photo-day/"
    late = PLAN | {"time": "2:00 PM", "break_1_from": "", "break_1_to": ""}

    at_studio = staff_client.post(address, late | {"venue": "studio"})
    staff_client.post(address, late)

    assert "2:00 PM to 8:55 PM is outside your hours" in read_text(at_studio.content)
    assert PhotoDay.objects.get().venue == "client"


def test_a_session_is_warned_of_the_day_and_the_calendar_shows_it(staff_client: Client) -> None:
    day, inquiry = make_photo_day(), make_inquiry()

    response = staff_client.post(
        f"/admin/studio/inquiry/{inquiry.pk}/book/", {"day": DAY.isoformat(), "time": "9:00", "minutes": "60"}
    )

    text = read_text(response.content)
    assert f"This clashes with the photo day of Ana Example ({day.inquiry})" in text
    assert "9:00 to 9:40 AM Example Corp Photo day, 4 times" in text
    inquiry.refresh_from_db()
    assert inquiry.status == Status.NEW


def test_the_days_are_on_the_page_of_sessions(staff_client: Client) -> None:
    day = make_photo_day()
    schedule = build_schedule(NINE - timedelta(days=3), DAY.replace(day=1))

    page = read_text(staff_client.get(f"/admin/studio/inquiry/sessions/?month={DAY:%Y-%m}").content)

    assert [(one.day, one.photo_days) for one in schedule.ahead] == [(DAY, [day])]
    assert "9:00 AM Photo day, Example Corp" in page


def test_a_change_says_who_gets_another_time_before_it_is_made(staff_client: Client) -> None:
    day = make_photo_day()
    add(day, "Ana Example", "Ben Example", "Cleo Example")
    plan = PLAN | {"slots": "4", "minutes_each": "20", "break_1_from": "", "break_1_to": ""}

    asked = staff_client.post(find_page(day, "plan/"), plan)
    refused = staff_client.post(find_page(day, "plan/"), plan | {"slots": "2"})
    day.refresh_from_db()
    before = day.minutes_each
    staff_client.post(find_page(day, "plan/"), plan | {"plan_anyway": "on"})

    day.refresh_from_db()
    assert "1 person gets another time, and an email about it if we have the address." in read_text(asked.content)
    assert "Ben Example: 9:10 AM → 9:40 AM" in read_text(asked.content)
    assert "3 people have a time, so 1 would lose theirs: Cleo Example." in read_text(refused.content)
    assert (before, day.minutes_each, day.venue) == (10, 20, "client")


def test_a_plan_that_was_opened_earlier_says_what_has_happened_since(staff_client: Client) -> None:
    day = make_photo_day()
    form = staff_client.get(find_page(day, "plan/")).context["form"]
    add_note(day.inquiry, "Called.", by=make_staff(name="ben"))

    response = staff_client.post(find_page(day, "plan/"), PLAN | {"version": str(form.initial["version"])})

    assert f'name="version" value="{form.initial["version"] + 1}"' in response.content.decode()
    assert PhotoDay.objects.get().slots == 4


def test_names_are_pasted_in(staff_client: Client) -> None:
    day = make_photo_day()

    response = staff_client.post(
        find_page(day, "names/"),
        {"names": "Ana Example <ana@example.org>\nBen Example", "with_mails": "on"},
        follow=True,
    )

    assert "9:00 AM Ana Example ana@example.org confirmed 9:10 AM Ben Example confirmed" in read_text(response.content)
    assert list(Mail.objects.filter(kind="day-time").values_list("to", flat=True)) == ["ana@example.org"]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("", "Paste at least one name."),
        ("Cleo Example\nana@example.org", "Line 2: "),
        ("ANA EXAMPLE <ana@example.org>\nCleo", "ANA EXAMPLE has a time already."),
        ("\n".join(f"Person {number}" for number in range(4)), "These are 4 names, and 3 times are free."),
        ("\n".join(f"Person {number}" for number in range(5000)), "These are 5,000 names."),
    ],
)
def test_one_wrong_name_refuses_the_whole_list(staff_client: Client, names: str, words: str) -> None:
    day = make_photo_day()
    add(day, "Ana Example")

    response = staff_client.post(find_page(day, "names/"), {"names": names})

    assert words in read_text(response.content)
    assert day.sign_ups.count() == 1
    assert names.partition("\n")[0].partition(" <")[0] in read_text(response.content)


def test_somebody_is_removed_with_an_email(staff_client: Client) -> None:
    day = make_photo_day()
    [own] = add(day, "Ana Example")

    response = staff_client.post(find_page(day, "remove/"), {"person": own.pk, "with_mails": "on"}, follow=True)

    assert "The time at 9:00 AM on" in read_text(response.content)
    assert day.sign_ups.count() == 0
    assert Mail.objects.get(kind="day-off").to == "ana@example.org"
    assert "Ana" not in LogEntry.objects.get().change_message


def test_a_day_is_called_off_once(staff_client: Client) -> None:
    day = make_photo_day()
    add(day, "Ana Example")

    unsure = staff_client.post(find_page(day, "call-off/"), {})
    first = staff_client.post(find_page(day, "call-off/"), {"sure": "on"}, follow=True)
    second = staff_client.post(find_page(day, "call-off/"), {"sure": "on"})

    assert "This field is required." in read_text(unsure.content)
    assert "This day was called off on" in read_text(first.content)
    assert second.status_code == 409
    assert Mail.objects.filter(kind="day-off").count() == 1


def test_sign_up_is_closed_and_opened(staff_client: Client) -> None:
    day = make_photo_day()

    states = []
    for answer in ("no", "yes"):
        response = staff_client.post(find_page(day, "open/"), {"is_open": answer}, follow=True)
        states.append("Sign-up is open" in read_text(response.content))

    assert states == [False, True]


@pytest.mark.parametrize(("act", "page"), [("open/", "change/"), ("tick/7/", "on-the-day/#person-7")])
def test_who_had_to_sign_in_again_is_back_on_the_page(staff_client: Client, act: str, page: str) -> None:
    day = make_photo_day()

    assert staff_client.get(find_page(day, act))["Location"] == find_page(day, page)


def make_tick(own: SignUp, **data: str) -> tuple[str, dict[str, str]]:
    """Return the address and the data of a tick."""
    usual = {"attendance": "done", "files": "0412", "version": str(own.version)}
    return find_page(own.photo_day, f"tick/{own.pk}/"), usual | data


def test_a_tick_on_the_phone_comes_back_to_the_person(staff_client: Client) -> None:
    [own] = add(make_photo_day(), "Ana Example")

    response = staff_client.post(*make_tick(own))
    twice = staff_client.post(*make_tick(own))

    page = staff_client.get(find_page(own.photo_day, "on-the-day/")).content
    own.refresh_from_db()
    assert (own.attendance, own.files, own.version) == ("done", "0412", 1)
    assert response["Location"] == twice["Location"]
    assert response["Location"].endswith(f"/on-the-day/#person-{own.pk}")
    assert "0 expected · 1 done" in read_text(page)
    assert "Done, saved by sam at" in read_text(page)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"attendance": "lost"}, "The page came back damaged."),
        ({"version": "x"}, "The page came back damaged."),
        ({"files": "7" * 81}, "These file numbers have 81 characters. Please shorten them to 80."),
        ({"files": "1\n2"}, str(one_line.message)),
        ({"attendance": "no-show", "version": "9"}, "Somebody has saved Ana Example"),
    ],
)
def test_a_tick_that_can_not_be_saved_says_why_next_to_the_person(
    staff_client: Client, data: dict[str, str], words: str
) -> None:
    [own] = add(make_photo_day(), "Ana Example")

    response = staff_client.post(*make_tick(own, **data))

    own.refresh_from_db()
    assert response.status_code == 409
    assert words in read_text(response.content)
    assert f'value="{data.get("files", "0412")}"' in response.content.decode()
    assert own.version == 0


def test_a_tick_for_somebody_who_was_removed_keeps_what_was_typed(staff_client: Client) -> None:
    [own] = add(make_photo_day(), "Ana Example")
    tick = make_tick(own)
    own.delete()

    response = staff_client.post(*tick, follow=True)

    words = read_text(response.content)
    assert "This person was removed meanwhile. Nothing was saved. What happened: Done; Files: 0412" in words


def test_a_tick_after_the_idle_limit_is_shown_again_but_not_saved(staff_client: Client) -> None:
    day = make_photo_day()
    _, own = add(day, "Ana Example", "Ben Example")
    address, data = make_tick(own)
    staff_client.get(find_page(day, "on-the-day/"))
    session = staff_client.session
    session[SEEN_AT] -= 31 * 60
    session.save()

    staff_client.post(address, data)
    page = staff_client.post(
        f"/admin/login/?next={address}", {"username": "sam", "password": "pass", "next": address}, follow=True
    ).content

    own.refresh_from_db()
    assert "Not saved: 9:10 AM, Ben Example" in read_text(page)
    assert "This was not saved: Done. Please tap it again." in read_text(page)
    assert 'value="0412"' in page.decode()
    assert own.version == 0


@pytest.mark.parametrize(
    ("act", "typed", "words"),
    [
        ("names/", {"names": "Ana Example\nBen Example"}, "Names Ana Example Ben Example"),
        ("plan/", {"title": "Example Corp", "venue": "client"}, "Name of the day Example Corp Where At the client’s"),
        ("tick/1/", {"attendance": "again", "files": "0412-0419"}, "What happened Once more Files 0412-0419"),
    ],
)
def test_what_was_typed_about_an_erased_day_is_kept(
    staff_client: Client, act: str, typed: dict[str, str], words: str
) -> None:
    day = make_photo_day()
    address = find_page(day, act)
    erase([day.inquiry], why="asked")

    response = staff_client.post(address, typed)

    page = read_text(response.content)
    assert response.status_code == 404
    assert "There is no photo day here. It was erased with its inquiry, or the address is wrong." in page
    assert f"Nothing was done or sent. What you typed {words}" in page


@pytest.mark.parametrize(
    ("act", "typed"), [("names/", {"names": "Cleo Example"}), ("tick/1/", {"files": "Cleo Example"})]
)
def test_somebody_who_may_only_look_loses_no_word(client: Client, act: str, typed: dict[str, str]) -> None:
    day = make_photo_day()
    client.force_login(make_staff(name="rita", groups=("Studio read only",)))

    response = client.post(find_page(day, act), typed)

    assert response.status_code == 403
    assert "Your account may not do this." in read_text(response.content)
    assert "Cleo Example" in read_text(response.content)
    assert day.sign_ups.count() == 0


def test_afterward_the_missing_are_listed_until_it_is_settled(staff_client: Client) -> None:
    day = make_past_day("Ana Example", "Ben Example")
    staff_client.post(*make_tick(day.sign_ups.get(name="Ana Example")))
    now, due = timezone.now(), timezone.localdate() + timedelta(days=3)

    page = read_text(staff_client.get(find_page(day)).content)
    [before] = build_home(now).photo_days
    staff_client.post(find_page(day, "follow-up/"), {"on": due.isoformat()})
    [after] = build_home(now).photo_days
    [late] = build_home(now + timedelta(days=4)).photo_days
    front = read_text(staff_client.get("/admin/").content)
    staff_client.post(find_page(day, "follow-up/"), {"is_settled": "on"})

    assert "Missing: 1 Ben Example" in page
    assert (before.what, before.is_late) == ("1 missing: choose a day to follow up", True)
    assert (after.what, after.is_late) == (f"1 missing: follow up by {due:%b} {due.day}", False)
    assert late.is_late
    assert after.what in front
    assert build_home(now).photo_days == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose a day, or say that it is settled."),
        ({"on": "2020-01-01"}, PASSED),
        ({"on": "2126-01-01"}, TOO_FAR),
    ],
)
def test_a_follow_up_needs_a_day(staff_client: Client, data: dict[str, str], words: str) -> None:
    day = make_past_day("Ana Example")

    response = staff_client.post(find_page(day, "follow-up/"), data)

    assert words in read_text(response.content)


def test_the_front_page_shows_the_coming_week_and_days_that_lost_their_inquiry() -> None:
    near, closed, far = make_photo_day(), make_photo_day(), make_photo_day(day=DAY + timedelta(days=30))
    for day in (near, closed, far):
        add(day, "Ana Example")
    change_status(closed.inquiry, to=Status.WITHDRAWN, by=None)

    rows = build_home(NINE - timedelta(days=2)).photo_days

    assert [(row.photo_day, row.what, row.is_late) for row in rows] == [
        (near, "1 of 4 times taken", False),
        (closed, "The inquiry is closed, but 1 person has a time: call it off", True),
    ]


def test_the_sheet_and_the_calendar_file(staff_client: Client) -> None:
    day = make_photo_day(venue="client", address="1 Example Plaza")
    add(day, "Ana Example")
    sign_up(day, NINE + timedelta(minutes=20))

    pdf = staff_client.get(find_page(day, "sheet.pdf"))
    event = Calendar.from_ical(staff_client.get(find_page(day, "photo-day.ics")).content).events[0]

    assert pdf.content.startswith(b"%PDF")
    assert (event.start, str(event["location"])) == (NINE, "1 Example Plaza")


def test_the_list_shows_how_many_times_are_taken(staff_client: Client) -> None:
    day = make_photo_day()
    add(day, "Ana Example")
    sign_up(day, NINE + timedelta(minutes=20))
    SignUp.objects.filter(confirmed_at=None).update(held_until=NOW - timedelta(minutes=1))

    page = read_text(staff_client.get("/admin/studio/photoday/?q=example").content)

    assert f"{day} Example Corp At the studio 1 of 4 sign-up open" in page


def test_who_may_do_what() -> None:
    day = make_photo_day()
    [own] = add(day, "Ana Example")
    reader, nobody = Client(), Client()
    reader.force_login(make_staff(name="rita", groups=("Studio read only",)))
    nobody.force_login(make_staff(name="nora", groups=()))
    seen = ["", "change/", "on-the-day/", "sheet.pdf", "photo-day.ics"]
    changed = ["plan/", "names/", "remove/", "call-off/", "open/", f"tick/{own.pk}/"]

    def ask(client: Client, act: str) -> int:
        address = find_page(day, act) if act else "/admin/studio/photoday/"
        return client.post(address).status_code if act in changed else client.get(address).status_code

    assert [ask(reader, act) for act in seen] == [200] * 5
    assert [ask(reader, act) for act in changed] == [403] * 6
    assert [ask(nobody, act) for act in [*seen, *changed]] == [403] * 11
    assert ask(Client(), "change/") == 302


@pytest.mark.parametrize("act", ["nothing/", "plan/extra/"])
def test_an_unknown_address_is_a_404(staff_client: Client, act: str) -> None:
    assert staff_client.get(find_page(make_photo_day(), act)).status_code == 404
    assert staff_client.get("/admin/studio/photoday/999/change/").status_code == 404


@pytest.mark.parametrize("act", ["change/", "on-the-day/"])
def test_pages_that_only_show_refuse_posts(staff_client: Client, act: str) -> None:
    assert staff_client.post(find_page(make_photo_day(), act)).status_code == 405
