import re
from datetime import date, time

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from studio.catalog.packages import find_price_gap
from studio.models import Package, StudioFacts
from tests.pages import read_form, read_text
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

PACKAGES = "/admin/studio/package/"

FACTS = "/admin/studio/studiofacts/"
ROW = f"{FACTS}1/change/"


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
    response = manager.post(f"{PACKAGES}add/", make_form_data())

    package = Package.objects.get(slug="team-day")
    assert response.status_code == 302
    assert (package.price, package.suits) == (900, ["company-page", "internal-directory"])


def test_staff_change_a_package(manager: Client) -> None:
    package = Package.objects.get(slug="deluxe-corporate")

    manager.post(f"{PACKAGES}{package.pk}/change/", make_form_data(slug="deluxe-corporate", price="1050", suits=[]))

    package.refresh_from_db()
    assert (package.name, package.suits) == ("Team day", [])


@pytest.mark.parametrize(
    ("field", "value"), [("price", "0"), ("price", "-1"), ("suits", ["casino"]), ("alternative", ""), ("slug", "a b")]
)
def test_a_package_that_does_not_fit_is_refused(manager: Client, field: str, value: object) -> None:
    response = manager.post(f"{PACKAGES}add/", make_form_data(**{field: value}))

    assert response.status_code == 200
    assert not Package.objects.filter(name="Team day").exists()


def test_the_uses_are_boxes_with_their_names(manager: Client) -> None:
    page = manager.get(f"{PACKAGES}{Package.objects.get(slug='linkedin-headshot').pk}/change/").content.decode()

    assert re.search(r'<input type="checkbox" name="suits" value="linkedin" [^>]*checked', page)
    assert not re.search(r'<input type="checkbox" name="suits" value="medical-bio" [^>]*checked', page)
    assert "Bio that clients read" in page


def test_a_new_price_lists_what_it_affects(manager: Client) -> None:
    package = Package.objects.get(slug="deluxe-corporate")
    make_inquiry(package=package)
    typed = make_form_data(slug="deluxe-corporate", price="1100")

    said = read_text(manager.post(f"{PACKAGES}{package.pk}/change/", typed, follow=True).content)

    assert "From now on the studio page, the advice, its PDF and new inquiries say $1,100." in said
    assert "1 open inquiry keeps the price it came with. Emails that went out don’t change." in said


@pytest.mark.parametrize(("choice", "kept"), [("now", 1100), ("mine", 1150)])
def test_two_people_change_a_package(manager: Client, choice: str, kept: int) -> None:
    package, ben = Package.objects.get(slug="deluxe-corporate"), make_staff(name="ben", groups=("Studio manager",))
    address = f"{PACKAGES}{package.pk}/change/"
    opened = read_form(manager.get(address).content)
    theirs = Client()
    theirs.force_login(ben)
    theirs.post(address, opened | {"price": "1100", "name": "Deluxe"})

    mine = opened | {"price": "1150", "position": "7"}
    refused = read_text(manager.post(address, mine).content)
    before = Package.objects.get(pk=package.pk).price
    manager.post(address, mine | {"choose-price": choice, "seen-price": "1100"})

    package.refresh_from_db()
    assert re.search(r"Price in US dollars: what should it be\? Keep what ben saved on [^:]*:\d\d [AP]M: 1100", refused)
    assert "Use what you typed: 1150" in refused
    assert before == 1100
    assert (package.price, package.name, package.position) == (kept, "Deluxe", 7)
    logged = LogEntry.objects.latest("pk").get_change_message()
    assert logged == ("Changed Position." if choice == "now" else "Changed Price in US dollars and Position.")


def test_prices_that_fit_raise_no_warning(manager: Client) -> None:
    assert find_price_gap() is None
    assert "messagelist" not in manager.get(PACKAGES).content.decode()


def test_a_price_outside_the_framework_is_warned_of_on_saving_and_on_the_list(manager: Client) -> None:
    package = Package.objects.get(slug="deluxe-corporate")
    data = make_form_data(slug="deluxe-corporate", price="1200")

    after_saving = manager.post(f"{PACKAGES}{package.pk}/change/", data, follow=True)
    after_staying = manager.post(f"{PACKAGES}{package.pk}/change/", data | {"_continue": "1"}, follow=True)
    later = manager.get(PACKAGES)

    gap = find_price_gap()
    assert gap is not None
    assert [read_text(page.content).count(gap) for page in (after_saving, after_staying, later)] == [1, 1, 1]


def test_packages_are_taken_off_sale_not_deleted(manager: Client) -> None:
    package = Package.objects.get(slug="deluxe-corporate")

    assert manager.get(f"{PACKAGES}{package.pk}/delete/").status_code == 403


def test_the_list_leads_to_the_only_row(manager: Client) -> None:
    response = manager.get(FACTS)

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

    assert client.get(f"{FACTS}add/").status_code == 403
    assert client.get(f"{FACTS}1/delete/").status_code == 403
