"""How inquiries are received: once, with their emails and a reference."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from msgspec import structs

from decision.core.answers import Answers
from decision.core.framework import load_framework
from studio.inquiries.form import CONSENT
from studio.inquiries.receive import ALPHABET, draw_reference, find_source, hash_content, receive_inquiry
from studio.models import Inquiry, Package, Status
from tests.studio.factories import make_answers, make_form_data, make_inquiry, make_submission

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)


def test_everything_that_was_sent_is_kept() -> None:
    package = Package.objects.get(slug="deluxe-corporate")
    days = (date(2027, 1, 8), date(2027, 1, 4), date(2027, 1, 6))

    inquiry, is_new = receive_inquiry(
        make_submission(phone="+1 555 0100", package=package, people=3, dates=days), at=NOON
    )

    inquiry.refresh_from_db()
    assert is_new
    assert inquiry.name == "Ana Example"
    assert inquiry.email == "ana@example.org"
    assert inquiry.phone == "+1 555 0100"
    assert inquiry.package == package
    assert (inquiry.package_name, inquiry.package_price, inquiry.package_price_is_from) == (
        "Deluxe Corporate session",
        1050,
        False,
    )
    assert inquiry.people == 3
    assert inquiry.preferred_dates == days
    assert inquiry.message == "Mornings are best."
    assert inquiry.consent_wording == CONSENT
    assert inquiry.consented_at == inquiry.created_at == NOON
    assert inquiry.status == Status.NEW


def test_the_advice_is_kept_as_it_was() -> None:
    inquiry = make_inquiry()

    inquiry.refresh_from_db()
    framework = load_framework()
    assert inquiry.answers == {"use": ["linkedin"], "viewer": "recruiters", "place": "nyc", "budget": "300-1049"}
    assert (inquiry.main_use, inquiry.verdict, inquiry.stakes) == ("linkedin", "studio", 60)
    assert (inquiry.framework_version, inquiry.framework_sha256) == (framework.version, framework.sha256)
    assert inquiry.advice["verdict"] == "studio"
    assert sum(row["points"] for row in inquiry.advice["contributions"]) == 60


def test_a_form_sent_again_after_a_newer_framework_is_the_same_inquiry() -> None:
    submission = make_submission()
    newer = structs.replace(load_framework(), version="2099.1")
    first, _ = receive_inquiry(submission)

    again, is_new = receive_inquiry(replace(submission, framework=newer))

    assert (again, is_new) == (first, False)
    assert again.framework_version == load_framework().version


def test_the_main_use_is_the_one_that_decides() -> None:
    inquiry = make_inquiry(answers=make_answers(use=["internal-directory", "press-kit"]))

    assert inquiry.main_use == "press-kit"


def test_an_open_verdict_is_kept_as_open() -> None:
    inquiry = make_inquiry(answers=make_answers(use="linkedin"))

    inquiry.refresh_from_db()
    assert (inquiry.main_use, inquiry.verdict, inquiry.stakes, inquiry.plan) == ("linkedin", "", None, "")
    assert inquiry.advice["settled"] is False


def test_an_inquiry_needs_no_answers() -> None:
    inquiry = make_inquiry(answers=Answers())

    inquiry.refresh_from_db()
    assert (inquiry.answers, inquiry.main_use, inquiry.verdict, inquiry.stakes) == ({}, "", "", None)


def test_sent_twice_it_is_one_inquiry() -> None:
    submission = make_submission()

    first, _ = receive_inquiry(submission)
    second, is_new = receive_inquiry(submission)

    assert not is_new
    assert second == first
    assert Inquiry.objects.count() == 1


def test_other_content_under_the_same_key_is_kept_and_marked() -> None:
    key = uuid4()
    first = make_inquiry(idempotency_key=key)

    second, is_new = receive_inquiry(make_submission(idempotency_key=key, message="Afternoons, rather."))

    assert is_new
    assert second.possible_duplicate_of == first
    assert Inquiry.objects.count() == 2


def test_a_third_content_is_marked_as_a_duplicate_of_the_first() -> None:
    key = uuid4()
    first = make_inquiry(idempotency_key=key)
    make_inquiry(idempotency_key=key, message="Afternoons, rather.")

    third = make_inquiry(idempotency_key=key, message="Or evenings.")

    assert third.possible_duplicate_of == first


def test_the_same_content_under_another_key_is_another_inquiry() -> None:
    make_inquiry()

    second = make_inquiry()

    assert second.possible_duplicate_of is None
    assert Inquiry.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Ben Example"},
        {"email": "ben@example.org"},
        {"phone": "555 0100"},
        {"people": 2},
        {"dates": (date(2027, 1, 4),)},
        {"message": ""},
        {"consent_wording": "I agree."},
        {"answers": Answers()},
    ],
)
def test_any_change_is_other_content(change: dict[str, Any]) -> None:
    assert hash_content(make_submission(**change)) != hash_content(make_submission())


def test_the_package_is_part_of_the_content() -> None:
    package = Package.objects.get(slug="linkedin-headshot")

    assert hash_content(make_submission(package=package)) != hash_content(make_submission())


def test_the_order_of_the_dates_is_part_of_the_content() -> None:
    days = (date(2027, 1, 4), date(2027, 1, 6))

    assert hash_content(make_submission(dates=days)) != hash_content(make_submission(dates=days[::-1]))


@pytest.mark.parametrize("wrong", [{"email": "nowhere"}, {"people": 501}, {"message": "a" * 5001}, {"name": ""}])
def test_what_does_not_fit_is_not_kept(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refusal:
        receive_inquiry(make_submission(**wrong))

    assert list(refusal.value.message_dict) == list(wrong)
    assert Inquiry.objects.count() == 0


def test_a_reference_is_short_and_readable() -> None:
    assert re.fullmatch(r"HA-[2-9A-Z]{6}", draw_reference())
    assert not set(ALPHABET) & set("01ILOU")


def test_references_differ() -> None:
    drawn = {draw_reference() for _ in range(50)}

    assert len(drawn) == 50


@pytest.mark.parametrize(
    ("referer", "source"),
    [
        ("http://testserver/advice/result/?use=linkedin&budget=under-50", "/advice/result/"),
        ("https://www.example.org/blog?visitor=17", "www.example.org"),
        ("", ""),
        ("http://[broken", ""),
        ("nonsense", ""),
        (f"https://{'a' * 90}.example.org/", "a" * 80),
    ],
)
def test_the_source_is_a_page_of_ours_or_a_site(rf: RequestFactory, referer: str, source: str) -> None:
    assert find_source(rf.get("/studio/inquiry/", headers={"Referer": referer})) == source


@pytest.mark.django_db
def test_the_source_goes_through_the_form_with_the_inquiry(client: Client) -> None:
    page = client.get("/studio/inquiry/", headers={"Referer": "http://testserver/studio/"}).content.decode()

    client.post("/studio/inquiry/", make_form_data(source="/studio/"))

    assert 'name="source" value="/studio/"' in page
    assert Inquiry.objects.get().source == "/studio/"


@pytest.mark.django_db
@pytest.mark.parametrize(("sent", "kept"), [("a" * 200, "a" * 80), ("two\nlines", "two lines"), ("", "")])
def test_nobody_is_refused_for_where_they_came_from(client: Client, sent: str, kept: str) -> None:
    client.post("/studio/inquiry/", make_form_data(source=sent))

    assert Inquiry.objects.get().source == kept
