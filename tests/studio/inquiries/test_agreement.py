from datetime import date

import pytest

from studio.inquiries.agreement import list_agreement, read_agreement, record_agreement
from studio.inquiries.export import list_rows
from studio.mail.compose import post_reply
from studio.models import Inquiry, Note, Package
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db


def make_linkedin_inquiry() -> Inquiry:
    return make_inquiry(package=Package.objects.get(slug="linkedin-headshot"), phone="555 0100")


def test_what_came_is_what_is_agreed_at_first() -> None:
    inquiry = make_linkedin_inquiry()

    assert read_agreement(inquiry) == {
        "package": inquiry.package, "price": 300, "people": 1, "deposit": None, "deposit_on": None,
        "name": "Ana Example", "email": "ana@example.org", "phone": "555 0100",
        "review": False, "reminder": False,
    }  # fmt: skip
    assert inquiry.current_package_in_words == "LinkedIn Headshot session, from $300"


def test_each_change_is_in_the_timeline_and_what_came_stays() -> None:
    inquiry, sam = make_linkedin_inquiry(), make_staff()

    agreed = {"price": 280, "people": 3, "deposit": 100, "deposit_on": date(2027, 1, 8), "email": "team@example.org"}
    record_agreement(inquiry, agreed, by=sam)

    inquiry = Inquiry.objects.get()
    note = Note.objects.get()
    assert (note.by, note.text) == (
        sam,
        "Agreed. Price: $300 → $280; People: 1 → 3; Deposit received: none → $100;"
        " Deposit received on: none → Jan 8, 2027; Email: ana@example.org → team@example.org.",
    )
    assert (inquiry.package_price, inquiry.people, inquiry.email) == (300, 1, "ana@example.org")
    assert inquiry.current_package_in_words == "LinkedIn Headshot session, $280"
    assert ("Price", "$280", "$300") in list_agreement(inquiry)
    assert list_agreement(make_inquiry()) == []


def test_another_package_brings_its_price() -> None:
    inquiry, deluxe = make_linkedin_inquiry(), Package.objects.get(slug="deluxe-corporate")

    changes = record_agreement(inquiry, {"package": deluxe}, by=None)

    assert changes == ["Package: LinkedIn Headshot session → Deluxe Corporate session", "Price: $300 → $1,050"]
    assert Inquiry.objects.get().current_package_in_words == "Deluxe Corporate session, $1,050"


def test_the_package_that_came_brings_back_its_price() -> None:
    inquiry, deluxe = make_linkedin_inquiry(), Package.objects.get(slug="deluxe-corporate")
    record_agreement(inquiry, {"package": deluxe}, by=None)

    record_agreement(inquiry, {"package": inquiry.package}, by=None)

    assert Inquiry.objects.get().current_package_in_words == "LinkedIn Headshot session, from $300"
    assert list_agreement(inquiry) == []


def test_the_same_package_leaves_an_agreed_price() -> None:
    inquiry = make_linkedin_inquiry()
    record_agreement(inquiry, {"price": 280}, by=None)

    assert record_agreement(inquiry, {"package": inquiry.package}, by=None) == []
    assert inquiry.current_price == 280


def test_an_agreed_package_keeps_its_name_when_it_is_deleted() -> None:
    inquiry, deluxe = make_linkedin_inquiry(), Package.objects.get(slug="deluxe-corporate")
    record_agreement(inquiry, {"package": deluxe}, by=None)

    deluxe.delete()

    assert Inquiry.objects.get().current_package_in_words == "Deluxe Corporate session, $1,050"


def test_an_empty_value_brings_back_what_came() -> None:
    inquiry = make_linkedin_inquiry()
    record_agreement(inquiry, {"price": 280, "phone": "555 0199"}, by=None)

    changes = record_agreement(inquiry, {"price": None, "phone": ""}, by=None)

    assert changes == ["Price: $280 → $300", "Phone: 555 0199 → 555 0100"]


def test_the_same_again_changes_nothing() -> None:
    inquiry = make_linkedin_inquiry()

    assert record_agreement(inquiry, {"price": 300, "people": 1}, by=None) == []
    assert not Note.objects.exists()


def test_emails_and_export_read_what_is_agreed() -> None:
    inquiry = make_linkedin_inquiry()
    agreed = {"name": "Ana Maria Example", "email": "team@example.org", "price": 280, "deposit": 100, "people": 3}
    record_agreement(inquiry, agreed, by=None)

    mail = post_reply(inquiry, subject="Dates", text="Friday?", by=make_staff())
    names, row = list_rows(Inquiry.objects.all())

    exported = dict(zip(names, row, strict=True))
    assert mail.to == "team@example.org"
    assert {name: exported[name] for name in ("name", "email", "package_name", "price", "deposit", "people")} == {
        "name": "Ana Maria Example", "email": "team@example.org", "package_name": inquiry.package_name,
        "price": "280", "deposit": "100", "people": "3",
    }  # fmt: skip
