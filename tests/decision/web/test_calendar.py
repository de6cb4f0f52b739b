from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from decision.content import content
from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.expiry import Expiry
from decision.core.framework import load_framework
from decision.web.calendar import write_calendar
from tests.pages import text

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
LINK = "https://advisor.example.org/advice/result/?use=linkedin"
FOR_NOW = (
    "use=linkedin&viewer=visitors&screening=no&matching=no&lifespan=months&size=page&meeting=sometimes"
    "&field=consulting&career=early&worn=glasses"
)


def test_a_placeholder_gets_a_calendar_file(client: Client) -> None:
    response = client.get(f"/advice/replace.ics?{FOR_NOW}")

    event = Calendar.from_ical(response.content).events[0]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    assert str(event["summary"]).endswith(" (LinkedIn)")
    assert str(event["url"]).endswith(f"/advice/result/?{FOR_NOW}")


def test_its_link_opens_the_result(client: Client) -> None:
    event = Calendar.from_ical(client.get(f"/advice/replace.ics?{FOR_NOW}").content).events[0]
    address = str(event["url"]).split("://", 1)[1]

    response = client.get(address[address.index("/") :])

    assert response.status_code == 200
    assert f"<h1>{content().verdicts['ai-for-now'].title}</h1>" in text(response)


def test_a_contested_point_stays_contested(client: Client) -> None:
    event = Calendar.from_ical(client.get(f"/advice/replace.ics?{FOR_NOW}&without=size").content).events[0]

    assert str(event["url"]).endswith("&without=size")


def test_advice_that_does_not_expire_has_no_calendar_file(client: Client) -> None:
    assert client.get("/advice/replace.ics?use=press-kit&current=none").status_code == 404


def test_an_open_verdict_continues_with_the_questions(client: Client) -> None:
    assert client.get("/advice/replace.ics?use=linkedin")["Location"] == "/advice/?use=linkedin"


def test_a_calendar_file_can_only_be_read(client: Client) -> None:
    assert client.post(f"/advice/replace.ics?{FOR_NOW}").status_code == 405


def write(expiry: Expiry, today: date = TODAY, link: str = LINK) -> bytes:
    framework = load_framework()
    advice = advise(framework, read_answers(framework, {"use": ["linkedin", "personal-website"]}))
    return write_calendar(advice, expiry, link, today)


def test_a_calendar_says_what_to_do_when_and_why() -> None:
    event = Calendar.from_ical(write(Expiry(date(2027, 3, 21), "replace"))).events[0]

    assert str(event["summary"]) == "Replace your AI headshot (Personal website and LinkedIn)"
    assert (event.start, event.end) == (date(2027, 3, 21), date(2027, 3, 22))
    assert str(event["url"]) == LINK
    assert str(event["description"]) == (
        "Replace your AI headshot by March 21, 2027, because it only fills a gap, and who looks can change."
        f" Advised on November 21, 2026.\n\nSee what the advice is now: {LINK}"
    )


def test_an_alarm_rings_in_the_morning_a_week_before() -> None:
    event = Calendar.from_ical(write(Expiry(date(2027, 11, 21), "look-again"))).events[0]

    rings_at = datetime.combine(event.start, time()) + event.subcomponents[0].decoded("trigger")
    assert rings_at.isoformat() == "2027-11-14T09:00:00"


def test_a_file_from_a_later_day_moves_the_same_event() -> None:
    first = Calendar.from_ical(write(Expiry(date(2027, 3, 21), "replace"))).events[0]
    again = Calendar.from_ical(write(Expiry(date(2027, 3, 21), "replace"))).events[0]
    later = Calendar.from_ical(write(Expiry(date(2027, 4, 2), "replace"), TODAY + timedelta(days=12))).events[0]

    assert first["uid"] == again["uid"] == later["uid"]
    assert [event["sequence"] for event in (first, again, later)] == [324, 324, 336]


def test_other_answers_have_another_event() -> None:
    expiry = Expiry(date(2027, 3, 21), "replace")

    assert len({Calendar.from_ical(write(expiry, link=link)).events[0]["uid"] for link in (LINK, f"{LINK}x")}) == 2


def test_lines_are_folded_at_75_bytes() -> None:
    assert max(len(line) for line in write(Expiry(date(2027, 3, 21), "replace")).split(b"\r\n")) <= 75
