import pytest
from django.test import Client
from icalendar import Calendar

from decision.content import content
from tests.pages import text

pytestmark = pytest.mark.django_db

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
