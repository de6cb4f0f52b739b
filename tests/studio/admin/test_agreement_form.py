"""Staff record what is agreed with a client."""

import re
from typing import Any

import pytest
from django.test import Client

from decision.core.days import EXAMPLE
from studio.inquiries.agreement import record_agreement
from studio.models import Inquiry, Package
from studio.times import write_moment
from tests.pages import read_form, read_text
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

WHOLE_DOLLARS = "Write whole US dollars, like 1200 or $1,200."


@pytest.fixture
def inquiry() -> Inquiry:
    return make_inquiry(package=Package.objects.get(slug="linkedin-headshot"), phone="555 0100")


def find_act(inquiry: Inquiry, act: str = "agree") -> str:
    return f"/admin/studio/inquiry/{inquiry.pk}/{act}/"


def open_form(client: Client, inquiry: Inquiry) -> dict[str, Any]:
    """Return the fields as a browser has them when the page is opened."""
    return read_form(client.get(find_act(inquiry)).content)


def test_a_new_price_lists_what_it_affects(staff_client: Client, inquiry: Inquiry) -> None:
    typed = open_form(staff_client, inquiry) | {"price": "280", "deposit": "100"}

    said = read_text(staff_client.post(find_act(inquiry), typed, follow=True).content)

    assert "Agreed. Price: $300 → $280; Deposit received: none → $100." in said
    assert (
        "From now on your emails, the client’s own page, the brief and the export say $280."
        " No email goes out now, so tell the client." in said
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

    staff_client.post(find_act(inquiry), typed)

    inquiry.refresh_from_db()
    assert (inquiry.agreed_price, inquiry.agreed_people) == (280, 3)


@pytest.mark.parametrize(("choice", "kept"), [("now", 280), ("mine", 260)])
def test_two_prices_are_chosen_from(staff_client: Client, inquiry: Inquiry, choice: str, kept: int) -> None:
    typed = open_form(staff_client, inquiry) | {"price": "$260", "people": "3"}
    record_agreement(inquiry, {"price": 280, "phone": "212 555 0199"}, by=make_staff(name="ben"))
    saved_at = write_moment(inquiry.notes.get().at)

    refused = read_text(staff_client.post(find_act(inquiry), typed).content)
    before = Inquiry.objects.get().current_price
    staff_client.post(find_act(inquiry), typed | {"choose-price": choice, "seen-price": "280"})

    inquiry.refresh_from_db()
    assert f"Keep what ben saved on {saved_at}: $280 Use what you typed: $260" in refused
    assert before == 280
    assert (inquiry.agreed_price, inquiry.agreed_people, inquiry.agreed_phone) == (kept, 3, "212 555 0199")


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
        ({"price": "-1"}, WHOLE_DOLLARS),
        ({"price": "a lot"}, WHOLE_DOLLARS),
        ({"price": "1.200,00"}, WHOLE_DOLLARS),
        ({"price": "1200.5"}, "Round it to whole dollars, like 1200."),
        ({"price": "12,000,000"}, "Write an amount from $0 to $1,000,000."),
        ({"people": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"deposit": "301"}, "The deposit is higher than the price."),
        ({"deposit_on": "soon"}, EXAMPLE),
        ({"package": "4711"}, "This package is no longer on sale. Choose another."),
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


@pytest.mark.parametrize("column", ["Name", "Package", "People"])
def test_the_list_is_sorted_by_what_is_agreed(staff_client: Client, inquiry: Inquiry, column: str) -> None:
    deluxe = Package.objects.get(slug="deluxe-corporate")
    other = make_inquiry(name="Zoe Example", package=inquiry.package, people=3)
    record_agreement(inquiry, {"name": "Zoe Example", "people": 5}, by=None)
    record_agreement(other, {"name": "Ana Example", "package": deluxe}, by=None)
    page = staff_client.get("/admin/studio/inquiry/").content.decode()
    link = re.search(rf'href="\?o=(\d+)">{column}', page)
    assert link

    listed = staff_client.get("/admin/studio/inquiry/", {"o": link[1]}).context["cl"].result_list

    assert list(listed) == [other, inquiry]


def test_the_booking_page_uses_what_is_agreed(staff_client: Client, inquiry: Inquiry) -> None:
    record_agreement(inquiry, {"name": "Ana Maria Example", "people": 4, "phone": "212 555 0199"}, by=None)

    page = staff_client.get(find_act(inquiry, "book")).content.decode()

    assert "Ana Maria Example · LinkedIn Headshot session, from $300 · 4 people" in read_text(page.encode())
    assert 'href="tel:2125550199"' in page
    assert 'name="minutes" value="105"' in page


@pytest.mark.parametrize(
    ("typed", "price"),
    [
        ("1200", 1200),
        ("$1,200", 1200),
        (" $ 1,200.00 ", 1200),
        ("\uff11\uff12\uff10\uff10", 1200),
        ("1200 USD", 1200),
        ("free", 0),
    ],
)
def test_a_price_is_read_as_people_write_it(staff_client: Client, inquiry: Inquiry, typed: str, price: int) -> None:
    said = staff_client.post(find_act(inquiry), open_form(staff_client, inquiry) | {"price": typed}, follow=True)

    assert Inquiry.objects.get().current_price == price
    assert f"Price ${price:,} As it came: $300" in read_text(said.content)


def test_nobody_agrees_with_spam(staff_client: Client, inquiry: Inquiry) -> None:
    Inquiry.objects.update(status="spam")

    assert staff_client.get(find_act(inquiry)).status_code == 409
