from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import caches
from pytest_django import Settings

from decision.core.turnaround import plan_delivery
from decision.pdf.report import fetch_report, find_tag
from tests.decision.pdf.samples import OFFERS, TODAY, order_report

ORDER = order_report("press")


def test_equal_orders_have_one_tag() -> None:
    assert find_tag(order_report("press")) == find_tag(order_report("press"))


@pytest.mark.parametrize(
    "other",
    [
        replace(ORDER, today=date(2026, 11, 22)),
        replace(ORDER, paper="a4"),
        replace(ORDER, offers=OFFERS[:1]),
        replace(ORDER, kept={"without": ("viewer",)}),
        replace(ORDER, kept={"framework": "2025.1"}),
        replace(ORDER, delivery=plan_delivery(date(2026, 12, 1), deadline=None, today=TODAY)),
        order_report("kept"),
    ],
)
def test_anything_that_changes_a_report_changes_its_tag(other: object) -> None:
    assert find_tag(other) != find_tag(ORDER)  # type: ignore[arg-type]


@pytest.mark.parametrize("setting", ["RELEASE", "SITE_URL"])
def test_another_release_or_site_has_other_tags(setting: str, settings: Settings) -> None:
    before = find_tag(ORDER)

    setattr(settings, setting, "https://other.example.org")

    assert find_tag(ORDER) != before


def test_a_kept_report_is_not_drawn_again() -> None:
    caches["reports"].set(find_tag(ORDER), b"%PDF as it was", 60)

    pdf = fetch_report(ORDER)

    caches["reports"].clear()
    assert pdf == b"%PDF as it was"
