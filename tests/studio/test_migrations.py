"""What the data migrations leave in a new database."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection

from decision.core.advice import advise
from decision.core.framework import load_framework
from decision.core.packages import choose_package, list_packages
from studio.inquiries.sessions import Session, book_session
from studio.models import Inquiry, Package, SearchText, StudioFacts
from tests.studio.factories import make_answers, make_inquiry

pytestmark = pytest.mark.django_db

EVERY_SESSION = (
    "Coaching in front of the camera, all the way through",
    "Unlimited shooting time",
    "Color-corrected images within 24 hours, the same day where possible",
    "Professional retouching within three business days",
    "Full, unlimited usage rights on every platform",
)
NOT_SOLD = {
    "casting-profile", "faculty-page", "freelance-profile", "id-photo", "medical-bio", "residency-application",
    "somewhere-else",
}  # fmt: skip


def test_the_two_packages_of_the_documents_are_there() -> None:
    known = [(package.slug, package.price_in_words, package.included) for package in Package.objects.all()]

    assert known == [
        ("linkedin-headshot", "from $300", EVERY_SESSION),
        ("deluxe-corporate", "$1,050", ("A professional makeup and hair artist", *EVERY_SESSION)),
    ]


def test_each_package_names_something_cheaper() -> None:
    assert all(package.alternative for package in Package.objects.all())


def test_packages_are_whole() -> None:
    for package in Package.objects.all():
        package.full_clean()


def test_no_package_is_made_for_what_the_studio_does_not_say_it_sells() -> None:
    offered = {use for package in Package.objects.all() for use in package.suits}

    assert set(load_framework().uses) - offered == NOT_SOLD


@pytest.mark.parametrize("budget", ["300-1049", "1050-plus"])
def test_the_advice_names_the_cheapest_package_whatever_the_budget(budget: str) -> None:
    advice = advise(
        load_framework(),
        make_answers(use="press-kit", current="none", selfies="good", place="nyc", deadline="flexible", budget=budget),
        list_packages(),
    )

    assert advice.package is not None
    assert advice.package.slug == "linkedin-headshot"


def test_no_package_is_within_a_small_budget() -> None:
    assert choose_package(list_packages(), use="linkedin", up_to=299) is None


def test_there_is_an_empty_row_of_facts() -> None:
    assert StudioFacts.objects.count() == 1


STAFF_RIGHTS = {
    "studio.view_inquiry",
    "studio.add_inquiry",
    "studio.change_inquiry",
    "studio.view_inquiryphoto",
    "studio.view_mail",
    "studio.view_note",
    "studio.view_outcometally",
    "studio.view_package",
    "studio.view_portfoliopicture",
    "studio.view_replytemplate",
    "studio.view_statuschange",
    "studio.view_studiofacts",
}
MANAGER_RIGHTS = {
    "auth.view_user",
    "auth.add_user",
    "auth.change_user",
    "studio.export_inquiry",
    "studio.erase_inquiry",
    "studio.add_package",
    "studio.change_package",
    "studio.add_portfoliopicture",
    "studio.change_portfoliopicture",
    "studio.delete_portfoliopicture",
    "studio.add_replytemplate",
    "studio.change_replytemplate",
    "studio.delete_replytemplate",
    "studio.change_studiofacts",
    "studio.view_journalentry",
}
READ_ONLY_RIGHTS = {right for right in STAFF_RIGHTS if ".view_" in right}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Studio read only", READ_ONLY_RIGHTS),
        ("Studio staff", STAFF_RIGHTS),
        ("Studio manager", STAFF_RIGHTS | MANAGER_RIGHTS),
    ],
)
def test_each_role_has_just_its_rights(role: str, expected: set[str]) -> None:
    group = Group.objects.get(name=role)

    rights = {f"{right.content_type.app_label}.{right.codename}" for right in group.permissions.all()}

    assert rights == expected


def test_each_right_is_listed_once_with_the_name_that_django_gives_it() -> None:
    group = Group.objects.get(name="Studio manager")

    names = sorted(right.name for right in group.permissions.filter(content_type__model="inquiry"))

    assert names == [
        "Can add inquiry",
        "Can change inquiry",
        "Can erase a person",
        "Can export inquiries",
        "Can view inquiry",
    ]


def test_a_booked_session_that_was_lost_in_a_merge_is_restored() -> None:
    kept, booked, merged = make_inquiry(), make_inquiry(), make_inquiry()
    book_session(booked, Session(datetime(2027, 1, 8, 15, tzinfo=UTC), 60), by=None)
    Inquiry.objects.filter(pk__in=[booked.pk, merged.pk]).update(merged_into=kept)

    import_module("studio.migrations.0013_sessions_out_of_merges").undo_merges_of_sessions(
        apps, connection.schema_editor()
    )

    assert set(Inquiry.objects.filter(merged_into=None)) == {kept, booked}
    assert booked.notes.get().text.endswith(f"{kept}: it has a booked session.")


def test_a_new_calendar_file_has_a_higher_number_than_those_of_earlier_releases() -> None:
    booked, other = make_inquiry(), make_inquiry()
    book_session(booked, Session(datetime(2027, 1, 8, 15, tzinfo=UTC), 60), by=None)
    sent_at_the_latest = int(datetime.now(UTC).timestamp()) - 1_577_836_800

    import_module("studio.migrations.0013_sessions_out_of_merges").number_onwards(apps, connection.schema_editor())

    booked.refresh_from_db()
    other.refresh_from_db()
    assert booked.calendar_sequence >= sent_at_the_latest
    assert other.calendar_sequence == 0


def test_earlier_inquiries_are_compared_and_found_like_new_ones() -> None:
    tagged, other = make_inquiry(name="Seán O’Brien", email="s.obrien+ai@gmail.com"), make_inquiry()
    Inquiry.objects.filter(pk=tagged.pk).update(email_key=tagged.email)
    SearchText.objects.filter(inquiry=tagged).update(text="sean o’brien\ndon't")

    import_module("studio.migrations.0041_mailbox_fault_and_folding").fold(apps, connection.schema_editor())

    tagged.refresh_from_db()
    other.refresh_from_db()
    assert (tagged.email_key, other.email_key) == ("sobrien@gmail.com", "ana@example.org")
    assert SearchText.objects.get(inquiry=tagged).text == "sean obrien\ndont"
