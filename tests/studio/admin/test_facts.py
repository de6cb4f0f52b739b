from datetime import date, time

import pytest
from django.test import Client

from studio.models import StudioFacts
from tests.pages import read_text
from tests.studio.factories import make_staff

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/studiofacts/"
ROW = f"{LIST}1/change/"


def test_the_list_leads_to_the_only_row(manager: Client) -> None:
    response = manager.get(LIST)

    assert (response.status_code, response["Location"]) == (302, ROW)


BOOKING = {
    "opens_at": "09:00", "closes_at": "18:00", "buffer_minutes": "10", "usual_minutes": "45", "minutes_each": "20",
}  # fmt: skip


def test_staff_fill_in_facts(manager: Client) -> None:
    typed = {"phone": "+1 555 0100", "team_price": "250", "rates_url": "example.org/rates"}
    response = manager.post(ROW, BOOKING | typed)

    facts = StudioFacts.objects.get()
    assert response.status_code == 302
    assert (facts.phone, facts.team_price, facts.email) == ("+1 555 0100", 250, "")
    assert facts.rates_url == "https://example.org/rates"


def test_staff_say_when_they_work(manager: Client) -> None:
    days = {"closed_weekdays": ["0", "6"], "closed_days": "2026-12-24 Christmas Eve\r\n2026-12-31"}
    manager.post(ROW, BOOKING | days)

    facts = StudioFacts.objects.get()
    assert (facts.opens_at, facts.closes_at) == (time(9), time(18))
    assert facts.closed_weekdays == [0, 6]
    assert not facts.closes_on_holidays
    assert facts.closed_dates == {date(2026, 12, 24): "Christmas Eve", date(2026, 12, 31): ""}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"closes_at": "08:00"}, "The latest end must be after the earliest start."),
        ({"closed_days": "2026-12-24\nChristmas"}, "“Christmas” doesn’t begin with a day such as 2026-12-24."),
        ({"closed_weekdays": ["7"]}, "Select a valid choice. 7 is not one of the available choices."),
    ],
)
def test_hours_that_cannot_be_are_refused(manager: Client, wrong: dict[str, str], said: str) -> None:
    response = manager.post(ROW, BOOKING | wrong)

    assert said in read_text(response.content)
    assert StudioFacts.objects.get().closed_weekdays == []


def test_an_invalid_address_is_refused(manager: Client) -> None:
    response = manager.post(ROW, BOOKING | {"booking_url": "javascript:alert(1)"})

    assert response.status_code == 200
    assert StudioFacts.objects.get().booking_url == ""


def test_not_even_a_superuser_adds_or_deletes_the_row(client: Client) -> None:
    client.force_login(make_staff(is_superuser=True))

    assert client.get(f"{LIST}add/").status_code == 403
    assert client.get(f"{LIST}1/delete/").status_code == 403
