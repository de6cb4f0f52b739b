import re

import pytest
from django.test import Client

from studio.catalog.packages import find_price_gap
from studio.models import Package
from tests.pages import read_text
from tests.studio.factories import make_inquiry

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/package/"


def make_form_data(**changes: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "slug": "team-day",
        "name": "Team day",
        "price": "900",
        "summary": "A day at your office.",
        "includes": "Coaching",
        "suits": ["company-page", "internal-directory"],
        "alternative": "Single sessions.",
        "is_active": "on",
        "position": "3",
    }
    return usual | changes


def test_staff_add_a_package(manager: Client) -> None:
    response = manager.post(f"{LIST}add/", make_form_data())

    package = Package.objects.get(slug="team-day")
    assert response.status_code == 302
    assert (package.price, package.suits) == (900, ["company-page", "internal-directory"])


def test_staff_change_a_package(manager: Client) -> None:
    package = Package.objects.get(slug="deluxe-corporate")

    manager.post(f"{LIST}{package.pk}/change/", make_form_data(slug="deluxe-corporate", price="1050", suits=[]))

    package.refresh_from_db()
    assert (package.name, package.suits) == ("Team day", [])


@pytest.mark.parametrize(
    ("field", "value"), [("price", "0"), ("price", "-1"), ("suits", ["casino"]), ("alternative", ""), ("slug", "a b")]
)
def test_a_package_that_does_not_fit_is_refused(manager: Client, field: str, value: object) -> None:
    response = manager.post(f"{LIST}add/", make_form_data(**{field: value}))

    assert response.status_code == 200
    assert not Package.objects.filter(name="Team day").exists()


def test_the_uses_are_boxes_with_their_names(manager: Client) -> None:
    page = manager.get(f"{LIST}{Package.objects.get(slug='linkedin-headshot').pk}/change/").content.decode()

    assert re.search(r'<input type="checkbox" name="suits" value="linkedin" [^>]*checked', page)
    assert not re.search(r'<input type="checkbox" name="suits" value="medical-bio" [^>]*checked', page)
    assert "Bio that clients read" in page


def test_a_new_price_lists_what_it_affects(manager: Client) -> None:
    package = Package.objects.get(slug="deluxe-corporate")
    make_inquiry(package=package)
    typed = make_form_data(slug="deluxe-corporate", price="1100")

    said = read_text(manager.post(f"{LIST}{package.pk}/change/", typed, follow=True).content)

    assert "From now on the studio page, the advice, its PDF and new inquiries say $1,100." in said
    assert "1 open inquiry keeps the price it came with. Emails that went out don’t change." in said


def test_prices_that_fit_raise_no_warning(manager: Client) -> None:
    assert find_price_gap() is None
    assert "messagelist" not in manager.get(LIST).content.decode()


def test_a_price_outside_the_framework_is_warned_of_on_saving_and_on_the_list(manager: Client) -> None:
    package = Package.objects.get(slug="deluxe-corporate")
    data = make_form_data(slug="deluxe-corporate", price="1200")

    after_saving = manager.post(f"{LIST}{package.pk}/change/", data, follow=True)
    after_staying = manager.post(f"{LIST}{package.pk}/change/", data | {"_continue": "1"}, follow=True)
    later = manager.get(LIST)

    gap = find_price_gap()
    assert gap is not None
    assert [read_text(page.content).count(gap) for page in (after_saving, after_staying, later)] == [1, 1, 1]


def test_packages_are_taken_off_sale_not_deleted(manager: Client) -> None:
    package = Package.objects.get(slug="deluxe-corporate")

    assert manager.get(f"{LIST}{package.pk}/delete/").status_code == 403
