"""Staff record what is agreed with a client."""

import re

import pytest
from django.test import Client

from decision.core.days import EXAMPLE
from studio.inquiries.agreement import record_agreement
from studio.models import Inquiry, Package
from tests.pages import read_text
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

INPUTS = re.compile(r'<input[^>]*? name="([^"]+)"(?:[^>]*? value="([^"]*)")?')


@pytest.fixture
def inquiry() -> Inquiry:
    return make_inquiry(package=Package.objects.get(slug="linkedin-headshot"), phone="555 0100")


def find_act(inquiry: Inquiry, act: str = "agree") -> str:
    return f"/admin/studio/inquiry/{inquiry.pk}/{act}/"


def open_form(client: Client, inquiry: Inquiry) -> dict[str, str]:
    """Return the fields as a browser has them when the page is opened."""
    page = client.get(find_act(inquiry)).content.decode()
    return dict(INPUTS.findall(page)) | {"package": str(inquiry.package_id)}


def test_a_new_price_lists_what_it_affects(staff_client: Client, inquiry: Inquiry) -> None:
    typed = open_form(staff_client, inquiry) | {"price": "280", "deposit": "100"}

    said = read_text(staff_client.post(find_act(inquiry), typed, follow=True).content)

    assert "Agreed. Price: $300 → $280; Deposit received: none → $100." in said
    assert (
        "From now on the brief, the export and your emails say $280. No email goes out now, so tell the client." in said
    )
    assert "$180 is left to pay after the deposit." in said
    assert "Price $280 As it came: $300" in said


@pytest.mark.parametrize(
    ("field", "pasted", "agreed"),
    [
        ("name", "Ana\u00a0\u2066Example\u2069", "Ana Example"),
        ("email", "Ana Example <mailto:new@example.org>", "new@example.org"),
        ("phone", "tel:+1\u2011212\u2011555\u20110100;ext=5", "+1-212-555-0100 ext. 5"),
    ],
)
def test_what_is_pasted_is_cleaned(
    staff_client: Client, inquiry: Inquiry, field: str, pasted: str, agreed: str
) -> None:
    staff_client.post(find_act(inquiry), open_form(staff_client, inquiry) | {field: pasted})

    inquiry.refresh_from_db()
    assert getattr(inquiry, f"current_{field}") == agreed


def test_two_people_agree_on_different_things(staff_client: Client, inquiry: Inquiry) -> None:
    typed = open_form(staff_client, inquiry) | {"people": "3"}
    record_agreement(inquiry, {"price": 280}, by=make_staff(name="ben"))
    inquiry.refresh_from_db()

    refused = read_text(staff_client.post(find_act(inquiry), typed).content)
    staff_client.post(find_act(inquiry), typed | {"version": str(inquiry.version)})

    inquiry.refresh_from_db()
    assert "ben: Note. Agreed. Price: $300 → $280." in refused
    assert "People 1 3" in refused
    assert (inquiry.agreed_price, inquiry.agreed_people) == (280, 3)


def test_an_emptied_field_shows_what_the_client_sent(staff_client: Client, inquiry: Inquiry) -> None:
    agreed = {"name": "Ana Maria Example", "email": "team@example.org", "phone": "212 555 0199", "people": 3}
    record_agreement(inquiry, agreed, by=None)
    page = read_text(staff_client.get(find_act(inquiry)).content)
    typed = open_form(staff_client, inquiry) | {"name": "", "email": "", "phone": "", "people": ""}

    staff_client.post(find_act(inquiry), typed)
    again = staff_client.post(find_act(inquiry), open_form(staff_client, inquiry) | {"email": ""}, follow=True)

    inquiry.refresh_from_db()
    assert "They sent ana@example.org. Empty this field to go back to it." in page
    assert (inquiry.current_name, inquiry.current_email) == ("Ana Example", "ana@example.org")
    assert (inquiry.current_phone, inquiry.current_people) == ("555 0100", 1)
    assert "Nothing changed. An empty field means: as the client sent it." in read_text(again.content)


def test_an_agreed_email_is_taken_away_where_none_came(staff_client: Client) -> None:
    inquiry = make_inquiry(email="", phone="555 0100")
    record_agreement(inquiry, {"email": "team@example.org"}, by=None)

    staff_client.post(find_act(inquiry), open_form(staff_client, inquiry) | {"email": "", "package": ""})

    inquiry.refresh_from_db()
    assert inquiry.current_email == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"price": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"price": "a lot"}, "Enter a whole number."),
        ({"people": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"deposit": "301"}, "The deposit is higher than the price."),
        ({"deposit_on": "soon"}, EXAMPLE),
        ({"package": "4711"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_agreed_is_refused(
    staff_client: Client, inquiry: Inquiry, wrong: dict[str, str], said: str
) -> None:
    typed = open_form(staff_client, inquiry) | wrong

    response = staff_client.post(find_act(inquiry), typed)

    assert said in read_text(response.content)
    assert Inquiry.objects.get().version == 0


def test_a_package_off_sale_can_be_kept_but_not_chosen(staff_client: Client, inquiry: Inquiry) -> None:
    Package.objects.update(is_active=False)

    page = staff_client.get(find_act(inquiry)).content.decode()

    assert "LinkedIn Headshot session</option>" in page
    assert "Deluxe Corporate session</option>" not in page


def test_the_booking_page_uses_what_is_agreed(staff_client: Client, inquiry: Inquiry) -> None:
    record_agreement(inquiry, {"name": "Ana Maria Example", "people": 4, "phone": "212 555 0199"}, by=None)

    page = staff_client.get(find_act(inquiry, "book")).content.decode()

    assert "Ana Maria Example · LinkedIn Headshot session, from $300 · 4 people" in read_text(page.encode())
    assert 'href="tel:2125550199"' in page
    assert 'name="minutes" value="105"' in page


def test_nobody_agrees_with_spam(staff_client: Client, inquiry: Inquiry) -> None:
    Inquiry.objects.update(status="spam")

    assert staff_client.get(find_act(inquiry)).status_code == 409
