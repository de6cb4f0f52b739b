import pytest
from django.test import Client

from studio.models import StudioFacts
from tests.studio.factories import make_staff

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/studiofacts/"
ROW = f"{LIST}1/change/"


def test_the_list_leads_to_the_only_row(manager: Client) -> None:
    response = manager.get(LIST)

    assert (response.status_code, response["Location"]) == (302, ROW)


def test_staff_fill_in_facts(manager: Client) -> None:
    response = manager.post(ROW, {"phone": "+1 555 0100", "team_price": "250", "rates_url": "example.org/rates"})

    facts = StudioFacts.objects.get()
    assert response.status_code == 302
    assert (facts.phone, facts.team_price, facts.email) == ("+1 555 0100", 250, "")
    assert facts.rates_url == "https://example.org/rates"


def test_an_address_that_is_none_is_refused(manager: Client) -> None:
    response = manager.post(ROW, {"booking_url": "javascript:alert(1)"})

    assert response.status_code == 200
    assert StudioFacts.objects.get().booking_url == ""


def test_not_even_a_superuser_adds_or_deletes_the_row(client: Client) -> None:
    client.force_login(make_staff(is_superuser=True))

    assert client.get(f"{LIST}add/").status_code == 403
    assert client.get(f"{LIST}1/delete/").status_code == 403
