import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from decision.core.packages import list_packages
from studio.catalog.packages import find_price_gap
from studio.models import Package
from tests.studio.factories import make_package

pytestmark = pytest.mark.django_db


def test_the_advice_gets_active_packages_the_cheapest_first() -> None:
    make_package(position=9)
    make_package(slug="gone", is_active=False)

    offers = list_packages()

    assert [(offer.slug, offer.price) for offer in offers] == [
        ("linkedin-headshot", 300),
        ("half-day", 700),
        ("deluxe-corporate", 1050),
    ]


def test_the_advice_asks_for_packages_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        list_packages()


def test_without_a_table_there_are_no_packages() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE studio_package RENAME TO studio_package_elsewhere")

    assert list_packages() == ()


def test_known_prices_leave_no_gap() -> None:
    assert find_price_gap() is None


@pytest.mark.parametrize(
    ("slug", "price", "run"),
    [("linkedin-headshot", 350, "$350 to $1,050"), ("deluxe-corporate", 1200, "$300 to $1,200")],
)
def test_a_price_that_leaves_the_framework_is_named(slug: str, price: int, run: str) -> None:
    Package.objects.filter(slug=slug).update(price=price)

    gap = find_price_gap()

    assert gap is not None
    assert f"Now your prices run from {run}, " in gap


def test_packages_off_sale_do_not_count() -> None:
    Package.objects.update(is_active=False)

    assert find_price_gap() == "No package is on sale, so the advice names none."
