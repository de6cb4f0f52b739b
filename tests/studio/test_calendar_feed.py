"""The calendar feed: its sessions, who may read it, and how it is removed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import Settings

from headshot_advisor.rate_limit import clear
from studio.calendar_feed import end_feed, make_feed
from studio.inquiries.erasure import erase
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.models import CalendarFeed, Inquiry, Status
from studio.photo_day.days import call_off
from tests.studio.factories import make_inquiry, make_staff
from tests.studio.photo_day.factories import make_photo_day

pytestmark = pytest.mark.django_db

SOON = timezone.now().replace(microsecond=0) + timedelta(days=20)


@pytest.fixture
def sam() -> User:
    return make_staff()


@pytest.fixture
def path(sam: User, settings: Settings) -> str:
    return make_feed(sam).removeprefix(settings.SITE_URL)


def book(**changes: object) -> Inquiry:
    inquiry = make_inquiry(**{"phone": "212 555 0134"} | changes)
    book_session(inquiry, Session(SOON, 90), by=None)
    return inquiry


def read_feed(client: Client, path: str) -> Calendar:
    calendar = Calendar.from_ical(client.get(path).content)
    assert isinstance(calendar, Calendar)
    return calendar


def test_a_session_has_its_reference_and_a_first_name(client: Client, path: str) -> None:
    inquiry = book()

    response = client.get(path)

    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["SUMMARY"] == f"Headshot session: Ana ({inquiry.reference})"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (SOON, SOON + timedelta(minutes=90))
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    text = response.content.decode()
    assert [typed for typed in ("Example", "ana@example.org", "555", "Mornings") if typed in text] == []


def test_what_calendar_programs_read(client: Client, path: str) -> None:
    response = client.get(path)

    calendar = Calendar.from_ical(response.content)
    names = ("METHOD", "NAME", "X-WR-CALNAME", "X-PUBLISHED-TTL", "X-WR-TIMEZONE")
    assert {name: str(calendar[name]) for name in names} == {
        "METHOD": "PUBLISH",
        "NAME": "Gorn Photo sessions",
        "X-WR-CALNAME": "Gorn Photo sessions",
        "X-PUBLISHED-TTL": "PT1H",
        "X-WR-TIMEZONE": "America/New_York",
    }
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in response.content
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["America/New_York"]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-cache", "noindex")


def test_a_photo_day_is_there_until_it_is_called_off(client: Client, sam: User, path: str) -> None:
    day = make_photo_day()

    (event,) = read_feed(client, path).walk("VEVENT")
    call_off(day, by=sam, now=timezone.now())
    later = read_feed(client, path).walk("VEVENT")

    assert event["SUMMARY"] == f"Photo day with Gorn Photo ({day.inquiry})"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (day.starts_at, day.ends_at)
    assert later == []


def test_an_address_typed_as_a_name_stays_out(client: Client, path: str) -> None:
    inquiry = book(name="ana@example.org")

    (event,) = read_feed(client, path).walk("VEVENT")

    assert event["SUMMARY"] == f"Headshot session: ({inquiry.reference})"


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.CONTACTED, Status.WITHDRAWN])
def test_a_session_that_is_off_leaves_the_feed(client: Client, path: str, status: Status) -> None:
    inquiry = book()
    change_status(inquiry, to=status, by=None)

    assert read_feed(client, path).walk("VEVENT") == []


def test_so_does_an_erased_one_and_one_of_long_ago(client: Client, path: str) -> None:
    old = book()
    Inquiry.objects.filter(pk=old.pk).update(session_at=SOON - timedelta(days=60))
    erase([book()], why="asked")

    assert read_feed(client, path).walk("VEVENT") == []


def test_a_moved_session_has_a_newer_version(client: Client, path: str) -> None:
    inquiry = book()
    (before,) = read_feed(client, path).walk("VEVENT")
    book_session(inquiry, Session(SOON + timedelta(days=1), 90), by=None)

    (after,) = read_feed(client, path).walk("VEVENT")

    assert after["UID"] == before["UID"]
    assert after.decoded("SEQUENCE") == before.decoded("SEQUENCE") + 1
    assert after.decoded("DTSTART") == SOON + timedelta(days=1)
    assert after.decoded("DTSTAMP") >= before.decoded("DTSTAMP")


def test_an_unchanged_feed_is_not_sent_again(client: Client, path: str) -> None:
    inquiry = book()
    etag = client.get(path)["ETag"]

    same = client.get(path, headers={"If-None-Match": etag})
    change_status(inquiry, to=Status.CANCELLED, by=None)
    changed = client.get(path, headers={"If-None-Match": etag})

    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_an_address_that_was_ended_looks_like_one_that_never_was(client: Client, sam: User, path: str) -> None:
    end_feed(sam)

    ended, unknown = client.get(path), client.get(f"/studio/calendar/{'0' * 40}.ics")

    assert (ended.status_code, unknown.status_code) == (404, 404)
    assert ended.content == unknown.content


def test_a_new_address_ends_the_earlier_one(client: Client, sam: User, path: str, settings: Settings) -> None:
    newer = make_feed(sam).removeprefix(settings.SITE_URL)

    assert [client.get(address).status_code for address in (path, newer)] == [404, 200]


@pytest.mark.parametrize("changes", [{"is_active": False}, {"is_staff": False}])
def test_the_feed_ends_with_the_account(client: Client, sam: User, path: str, changes: dict[str, bool]) -> None:
    User.objects.filter(pk=sam.pk).update(**changes)

    assert client.get(path).status_code == 404


def test_and_with_the_role(client: Client, sam: User, path: str) -> None:
    sam.groups.clear()

    assert client.get(path).status_code == 404


def test_an_account_switched_off_and_on_has_no_feed(client: Client, manager: Client, sam: User, path: str) -> None:
    account = {"username": "sam", "first_name": "", "last_name": "", "email": "", "role": "Studio staff"}
    page = f"/admin/auth/user/{sam.pk}/change/"

    answers = [manager.post(page, account | switch).status_code for switch in ({}, {"is_active": "on"})]

    assert answers == [302, 302]
    assert User.objects.get(pk=sam.pk).is_active
    assert client.get(path).status_code == 404


def test_only_a_hash_of_the_address_is_stored(path: str) -> None:
    token = path.removeprefix("/studio/calendar/").removesuffix(".ics")

    stored = CalendarFeed.objects.get().token_hash

    assert len(token) == 40
    assert token not in stored


def test_reading_too_often_has_to_wait(client: Client, path: str, settings: Settings) -> None:
    settings.LIMITS = settings.LIMITS | {"calendar feeds": (1, 60)}
    clear("calendar feeds", "127.0.0.1")  # other tests have read it

    first, second = client.get(path), client.get(path)

    assert (first.status_code, second.status_code) == (200, 429)
    assert 0 < int(second["Retry-After"]) <= 60


def test_nothing_can_be_sent_to_it(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
