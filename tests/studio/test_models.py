from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from decision.core.answers import Answers
from decision.core.framework import load_framework
from decision.core.packages import PackageOffer
from studio.models import Inquiry, Package, ReplyTemplate, StudioFacts
from studio.models.template import PLACEHOLDERS, fill, find_faults
from tests.studio.factories import make_answers, make_inquiry, make_package

pytestmark = pytest.mark.django_db
LIST = (
    "You can use {name}, {first_name}, {reference}, {package}, {price}, {dates}, {use}, {session}, {address}, {phone},"
    " {deposit}, {terms}, {own_page}, {staff}."
)


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "lost"},
        {"verdict": "maybe"},
        {"people": 0},
        {"people": 501},
        {"stakes": 101},
        {"stakes": None},
        {"verdict": ""},
    ],
)
def test_the_database_refuses_an_inquiry_that_cannot_be(wrong: dict[str, Any]) -> None:
    inquiry = make_inquiry()

    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.filter(pk=inquiry.pk).update(**wrong)


def test_the_database_takes_an_inquiry_with_an_open_verdict() -> None:
    inquiry = make_inquiry()

    changed = Inquiry.objects.filter(pk=inquiry.pk).update(verdict="", stakes=None)

    assert changed == 1


def test_the_same_content_under_the_same_key_is_stored_once() -> None:
    first, second = make_inquiry(), make_inquiry(name="Ben Example")

    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.filter(pk=second.pk).update(
            idempotency_key=first.idempotency_key, content_hash=first.content_hash
        )


def test_a_reference_is_unique() -> None:
    first, second = make_inquiry(), make_inquiry()

    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.filter(pk=second.pk).update(reference=first.reference)


def test_preferred_dates_leave_out_what_is_empty() -> None:
    inquiry = Inquiry(first_date=date(2027, 1, 4), second_date=None, third_date=date(2027, 1, 6))

    assert inquiry.preferred_dates == (date(2027, 1, 4), date(2027, 1, 6))


@pytest.mark.parametrize(
    ("inquiry", "words"),
    [
        (Inquiry(), ""),
        (Inquiry(package_name="Half day", package_price=700), "Half day, $700"),
        (Inquiry(package_name="Half day", package_price=1700, package_price_is_from=True), "Half day, from $1,700"),
    ],
)
def test_the_package_of_an_inquiry_in_words(inquiry: Inquiry, words: str) -> None:
    assert inquiry.package_in_words == words


def test_an_inquiry_keeps_its_package_after_it_was_deleted() -> None:
    package = make_package()
    inquiry = make_inquiry(package=package)

    package.delete()

    inquiry.refresh_from_db()
    assert inquiry.package is None
    assert inquiry.package_in_words == "Half day, $700"


def test_answers_are_read_back_as_they_were_given() -> None:
    inquiry = Inquiry(answers={"use": ["linkedin"], "viewer": "recruiters"}, framework_version="2026.1")

    assert inquiry.read_answers() == make_answers(use="linkedin", viewer="recruiters")


@pytest.mark.parametrize(
    ("version", "verdict", "plan"), [("2026.1", "studio", "book-studio"), ("2026.2", "plain", "take-plain")]
)
def test_an_inquiry_keeps_the_verdict_of_the_version_that_gave_it(version: str, verdict: str, plan: str) -> None:
    practical = {"current": "none", "selfies": "good", "place": "nyc", "deadline": "flexible", "budget": "300-1049"}
    answers = make_answers(use="internal-directory", screening="yes", **practical)

    inquiry = make_inquiry(answers=answers, framework=load_framework(version))

    inquiry.refresh_from_db()
    assert (inquiry.framework_version, inquiry.verdict, inquiry.plan) == (version, verdict, plan)
    assert inquiry.kept == ({"framework": "2026.1"} if version == "2026.1" else {})


def test_what_the_person_is_not_sure_about_is_kept() -> None:
    inquiry = make_inquiry(answers=make_answers(use="linkedin", unsure=["viewer"]))

    inquiry.refresh_from_db()
    assert inquiry.read_answers().unsure == ("viewer",)
    assert [row["question"] for row in inquiry.advice["readings"]] == ["viewer", "viewer", "viewer"]


def test_answers_of_a_missing_framework_are_empty() -> None:
    inquiry = Inquiry(answers={"use": ["daguerreotype"]}, framework_version="1839.1")

    assert inquiry.read_answers() == Answers()


def test_a_package_without_a_price_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_package(price=0)


@pytest.mark.parametrize("suits", [["casino"], ["linkedin", "linkedin"], "linkedin", {"use": "linkedin"}])
def test_a_package_is_made_for_uses_of_the_framework_only(suits: object) -> None:
    package = make_package(suits=suits)

    with pytest.raises(ValidationError) as refusal:
        package.full_clean()

    assert refusal.value.message_dict == {"suits": ["Choose from the uses of the framework, each once."]}


def test_a_package_as_the_advice_reads_it() -> None:
    package = make_package(includes=" Coaching \n\nRetouching\n", price_is_from=True)

    offer = package.as_offer()

    assert offer == PackageOffer(
        slug="half-day",
        name="Half day",
        price=700,
        price_is_from=True,
        includes=("Coaching", "Retouching"),
        suits=("linkedin",),
    )


def test_packages_are_in_their_order() -> None:
    make_package(position=0)

    assert [package.slug for package in Package.objects.all()] == ["half-day", "linkedin-headshot", "deluxe-corporate"]


def test_there_is_one_row_of_facts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StudioFacts.objects.create(id=2)


def test_empty_facts_show_nothing() -> None:
    facts = StudioFacts.objects.get()

    assert (facts.rows, facts.links) == ([], [])


def test_facts_that_are_filled_in_are_shown() -> None:
    facts = StudioFacts(phone="+1 555 0100", team_price=1250, gallery_url="https://example.org/gallery")

    assert facts.rows == [("Phone", "+1 555 0100"), ("Price for teams", "$1,250 a person")]
    assert facts.links == [("Gallery of corporate headshots", "https://example.org/gallery")]


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_every_placeholder_is_known(name: str) -> None:
    assert find_faults(f"Dear {{{name}}}, it costs $300.") == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Dear {nmae}", [f"There is no placeholder {{nmae}}. {LIST}"]),
        ("{who} and {who}", [f"There is no placeholder {{who}}. {LIST}"]),
        ("Dear {name", [f"There is a brace here without a placeholder. {LIST}"]),
        ("Dear name}", [f"There is a brace here without a placeholder. {LIST}"]),
        ("{name.__class__}", [f"There is a brace here without a placeholder. {LIST}"]),
        ("{name!r} {0}", [f"There is a brace here without a placeholder. {LIST}"]),
        ("{{name}}", [f"There is a brace here without a placeholder. {LIST}"]),
    ],
)
def test_an_unknown_placeholder_is_named(text: str, faults: list[str]) -> None:
    assert find_faults(text) == faults


def test_placeholders_are_filled_once() -> None:
    assert fill("{name}: {reference}", {"name": "{reference}", "reference": "HA-1"}) == "{reference}: HA-1"


def test_a_placeholder_without_a_value_stays_to_be_seen() -> None:
    assert fill("At {session}, {name}.", {"session": "", "name": "Ana"}) == "At {session}, Ana."


@pytest.mark.parametrize("field", ["subject", "body"])
def test_a_template_with_a_fault_is_not_saved(field: str) -> None:
    template = ReplyTemplate(name="Hello", **{"subject": "Hello", "body": "Hello", field: "Dear {nmae}"})

    with pytest.raises(ValidationError) as refusal:
        template.clean_fields()

    assert refusal.value.message_dict == {field: find_faults("{nmae}")}
