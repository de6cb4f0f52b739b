from datetime import date

import pytest

from decision.content import content
from decision.pages.offers import list_fitting
from decision.pages.words import list_evidence
from decision.pdf.gathering import (
    is_specified,
    list_destinations,
    list_examples,
    pick_findings,
)
from tests.decision.pdf.samples import OFFERS, TODAY, order_report


def test_findings_that_touch_what_was_cited_come_first_and_the_rest_is_counted() -> None:
    against = list_evidence("ai")

    found = pick_findings(against, {"gorn-24", "gorn-30"})

    assert [finding.key for finding in found.shown] == ["ai-service-prices", "new-york-extras"]
    assert found.more == len(against) - 2


def test_a_place_that_two_uses_share_stands_once() -> None:
    advice = order_report("several").advice

    places = [place.key for place in list_destinations(advice)]

    assert places[:2] == ["slack", "microsoft-365"]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(("key", "known"), [("linkedin-profile", True), ("uah", True), ("zocdoc", False)])
def test_a_place_is_specified_when_anything_is_known(key: str, known: bool) -> None:
    assert is_specified(content().destinations[key]) is known


def test_packages_for_the_use_stand_from_the_cheapest_with_what_the_budget_reaches() -> None:
    fitting = list_fitting(order_report("linkedin").advice, OFFERS[::-1])

    assert [(row.offer.slug, row.price, row.within_budget, row.is_named) for row in fitting] == [
        ("linkedin-headshot", "$300", True, True),
        ("deluxe-corporate", "$1,050", False, False),
    ]


def test_no_package_is_made_for_a_medical_portrait() -> None:
    assert list_fitting(order_report("medical").advice, OFFERS) == []


def test_example_days_are_the_next_three_weekdays() -> None:
    examples = list_examples(order_report("linkedin").advice, TODAY)

    assert [(day.session_day, day.retouched) for day in examples] == [
        (date(2026, 11, 23), date(2026, 11, 27)),
        (date(2026, 11, 24), date(2026, 11, 30)),
        (date(2026, 11, 25), date(2026, 12, 1)),
    ]
