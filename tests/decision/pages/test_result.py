from decision.pages.result import list_fitting
from tests.decision.pdf.samples import OFFERS, order_report


def test_packages_for_the_use_are_sorted_by_price_and_say_what_the_budget_reaches() -> None:
    fitting = list_fitting(order_report("linkedin").advice, OFFERS[::-1])

    assert [(row.offer.slug, row.price, row.within_budget, row.is_named) for row in fitting] == [
        ("linkedin-headshot", "$300", True, True),
        ("deluxe-corporate", "$1,050", False, False),
    ]


def test_no_package_is_made_for_a_medical_portrait() -> None:
    assert list_fitting(order_report("medical").advice, OFFERS) == []
