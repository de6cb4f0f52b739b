"""The public pages: sign up, check the email, your own time; closed, taken, wrong token, wrong method."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import Settings

from studio.links import make_token
from studio.models import Mail, PhotoDay, SignUp
from studio.photo_day.days import call_off, set_open
from studio.photo_day.form import make_key
from studio.photo_day.sign_ups import confirm_time
from tests.pages import read_text
from tests.studio.factories import make_inquiry, make_staff
from tests.studio.photo_day.factories import (
    HALF_PAST,
    NINE,
    NOW,
    TEN_PAST,
    TWENTY_PAST,
    add,
    find_path,
    make_photo_day,
    sign_up,
    write_time,
)

pytestmark = pytest.mark.django_db


def test_it_shows_the_free_times_and_nothing_of_others(client: Client) -> None:
    day = make_photo_day(venue="client", address="1 Example Plaza")
    add(day, "Zelda Quimby")

    response = client.get(find_path(day))

    page, text = response.content.decode(), read_text(response.content)
    assert "Example Corp" in text
    assert "1 Example Plaza" in text
    assert "Taken: 9:00 AM" in text
    assert [f'value="{make_key(at)}"' in page for at in (NINE, TEN_PAST, TWENTY_PAST)] == [False, True, True]
    assert not [word for word in ("Zelda", "zelda", "Ana", day.inquiry.reference) if word in page]
    assert "set-cookie" not in response.headers
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_from_the_link_to_a_confirmed_time(client: Client) -> None:
    day = make_photo_day()

    held = client.post(find_path(day), {"name": " Ben Example", "email": "ben@example.org", "time": make_key(TEN_PAST)})
    own = SignUp.objects.get()
    shown = read_text(client.get(held["Location"]).content)
    before = read_text(client.get(find_path(own)).content)
    client.get(find_path(own, "confirm/"))
    own.refresh_from_db()
    unchanged = own.is_confirmed
    client.post(find_path(own, "confirm/"))
    after = read_text(client.get(find_path(own)).content)

    own.refresh_from_db()
    assert (own.name, own.starts_at, unchanged, own.is_confirmed) == ("Ben Example", TEN_PAST, False, True)
    assert "Now check your email" in shown
    assert "We hold this time for you until" in before
    assert "Add it to my calendar" not in before
    assert "This time is yours." in after


@pytest.mark.parametrize("email", ["mailto:ben@example.org", "Ben <ben@example.org>", "\u200bben@example.org."])
def test_what_is_pasted_is_cleaned(client: Client, email: str) -> None:
    day = make_photo_day()

    client.post(find_path(day), {"name": "Ben\u00a0Example\u202c", "email": email, "time": make_key(TEN_PAST)})

    own = SignUp.objects.get()
    assert (own.name, own.email) == ("Ben Example", "ben@example.org")


@pytest.mark.parametrize(
    ("changes", "anchor", "words"),
    [
        ({"name": ""}, "id_name", ""),
        ({"email": "ben"}, "id_email", ""),
        ({"time": ""}, "times", "Please choose a time."),
        ({"time": "noon"}, "times", "This time is not in the plan. Please choose another."),
        ({"time": "9" * 13}, "times", "This time is not in the plan. Please choose another."),
        ({"time": "1"}, "times", "Somebody has just taken this time. The next free one is chosen for you"),
    ],
)
def test_each_error_is_named_and_nothing_typed_is_lost(
    client: Client, changes: dict[str, str], anchor: str, words: str
) -> None:
    data = {"name": "Ben Example", "email": "ben@example.org", "time": make_key(NINE)} | changes

    response = client.post(find_path(make_photo_day()), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert f'<a href="#{anchor}">{words}' in page
    assert page.count('<a href="#times">') == (anchor == "times")
    assert all(f'value="{data[name]}"' in page for name in ("name", "email") if data[name])
    assert SignUp.objects.count() == 0


def test_the_second_person_is_offered_the_next_time(client: Client) -> None:
    day = make_photo_day()
    add(day, "Ana Example", "Cleo Example")

    response = client.post(find_path(day), {"name": "Ben", "email": "ben@example.org", "time": make_key(NINE)})

    assert response.status_code == 422
    assert [anchor for anchor, _ in response.context["form"].faults] == ["times"]
    assert f'value="{make_key(TWENTY_PAST)}" required checked' in response.content.decode()


def test_a_full_day_says_that_all_times_are_taken(client: Client) -> None:
    day = make_photo_day(slots=1)
    add(day, "Ana Example")

    response = client.post(find_path(day), {"name": "Ben", "email": "ben@example.org", "time": make_key(NINE)})

    assert response.status_code == 422
    assert "All times are taken" in read_text(response.content)


def test_a_closed_day_says_so_and_accepts_no_sign_up(client: Client) -> None:
    closed, off = make_photo_day(), make_photo_day()
    set_open(closed, is_open=False, by=make_staff())
    call_off(off, by=make_staff(name="ben"), now=NOW)
    data = {"name": "Ben", "email": "ben@example.org", "time": make_key(NINE)}

    said = [read_text(client.get(find_path(day)).content) for day in (closed, off)]
    statuses = [client.post(find_path(day), data).status_code for day in (closed, off)]

    assert "Sign-up is closed" in said[0]
    assert "This photo day is called off" in said[1]
    assert (statuses, SignUp.objects.count()) == ([422, 422], 0)


def test_an_address_gets_few_emails_in_a_day(client: Client, settings: Settings) -> None:
    settings.LIMITS = settings.LIMITS | {"confirmations": (1, 86_400)}
    day = make_photo_day()
    data = {"name": "Ben", "email": f"{uuid4().hex}@example.org"}

    first = client.post(find_path(day), data | {"time": make_key(NINE)})
    second = client.post(find_path(day), data | {"time": make_key(TEN_PAST)})

    assert (first.status_code, second.status_code) == (302, 422)
    assert "We have sent this address several emails today." in read_text(second.content)
    assert Mail.objects.filter(kind="sign-up").count() == 1


def test_a_day_whose_emails_are_used_up_says_so(client: Client) -> None:
    day = make_photo_day()
    PhotoDay.objects.update(mail_count=14)

    response = client.post(find_path(day), {"name": "Ben", "email": "ben@example.org", "time": make_key(NINE)})

    assert "We can’t send any more emails for this day." in read_text(response.content)
    assert SignUp.objects.count() == 0


def test_a_time_is_changed_and_canceled_by_the_link(client: Client) -> None:
    day = make_photo_day()
    own, _ = add(day, "Ben Example", "Ana Example")

    taken = client.post(find_path(own, "change/"), {"time": make_key(TEN_PAST)})
    client.post(find_path(own, "change/"), {"time": make_key(HALF_PAST)})
    moved = [write_time(one.starts_at) for one in day.sign_ups.all()]
    canceled = client.post(find_path(own, "cancel/"))

    assert taken.status_code == 422
    assert f'value="{make_key(TWENTY_PAST)}" required checked' in taken.content.decode()
    assert moved == ["09:10", "09:30"]
    assert "Your time is canceled" in read_text(canceled.content)
    assert list(SignUp.objects.values_list("name", flat=True)) == ["Ana Example"]
    assert client.get(find_path(own)).status_code == 404


def test_a_hold_that_somebody_else_took_says_so(client: Client) -> None:
    day = make_photo_day()
    lost = sign_up(day, now=NOW - timedelta(hours=1))
    late = read_text(client.get(find_path(lost)).content)
    confirm_time(sign_up(day, name="Ana Example"), now=NOW)

    response = client.post(find_path(lost, "confirm/"))

    assert "The 30 minutes are over, but nobody has taken this time yet." in late
    assert response.status_code == 404
    assert "somebody else took the time" in read_text(response.content)


def test_after_the_day_the_page_says_how_it_was(client: Client) -> None:
    [own] = add(make_photo_day(), "Ben Example")
    PhotoDay.objects.update(starts_at=NOW - timedelta(hours=2), ends_at=NOW - timedelta(hours=1))
    SignUp.objects.update(starts_at=NOW - timedelta(hours=2), attendance="done")

    page = read_text(client.get(find_path(own)).content)
    canceled = client.post(find_path(own, "cancel/"))

    assert "Your photo is taken" in page
    assert (canceled.status_code, SignUp.objects.count()) == (200, 1)


def test_the_calendar_file_of_a_time_is_replaced_by_that_of_a_changed_one(client: Client) -> None:
    [own] = add(make_photo_day(), "Ben Example")
    held = sign_up(own.photo_day, TEN_PAST, name="Ana Example")

    first = Calendar.from_ical(client.get(find_path(own, "time.ics")).content).events[0]
    client.post(find_path(own, "change/"), {"time": make_key(HALF_PAST)})
    second = Calendar.from_ical(client.get(find_path(own, "time.ics")).content).events[0]

    assert (first.start, second.start, second.duration) == (NINE, HALF_PAST, timedelta(minutes=10))
    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (0, 1)
    assert client.get(find_path(held, "time.ics")).status_code == 404


def test_the_contact_finds_the_link_the_list_and_the_calendar_on_their_own_page(client: Client) -> None:
    day = make_photo_day()
    add(day, "Ben Example")
    own = f"/studio/inquiry/own/{make_token(day.inquiry.reference)}/"

    page = client.get(own).content
    pdf = client.get(f"{own}photo-day-{day.pk}.pdf")
    event = Calendar.from_ical(client.get(f"{own}photo-day-{day.pk}.ics").content).events[0]

    assert find_path(day) in page.decode()
    assert "1 of 4" in read_text(page)
    assert pdf.content.startswith(b"%PDF")
    assert (event.start, event.end) == (day.starts_at, day.ends_at)


def test_a_day_of_somebody_else_is_not_the_contacts(client: Client) -> None:
    day = make_photo_day()
    other = f"/studio/inquiry/own/{make_token(make_inquiry().reference)}/"

    assert [client.get(f"{other}photo-day-{day.pk}.{kind}").status_code for kind in ("pdf", "ics")] == [404, 404]


@pytest.mark.parametrize("token", ["0" * 40, "\u202e"])
@pytest.mark.parametrize("what", ["", "held/", "own/"])
def test_an_unknown_token_is_a_404(client: Client, token: str, what: str) -> None:
    own = "own/" if what == "own/" else ""

    assert client.get(f"/studio/photo-day/{own}{token}/{'' if own else what}", follow=True).status_code == 404


def test_reading_changes_nothing(client: Client) -> None:
    own = sign_up(make_photo_day())

    statuses = [client.get(find_path(own, what)).status_code for what in ("confirm/", "change/", "cancel/")]

    assert statuses == [405, 405, 405]
    assert SignUp.objects.get().confirmed_at is None
