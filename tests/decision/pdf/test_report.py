import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.template.loader import get_template
from pytest_django import Settings

from decision.content import content
from decision.core.turnaround import plan_delivery
from decision.pages.words import list_evidence
from decision.pdf.report import (
    alternate,
    draw_qr,
    fetch_report,
    find_tag,
    list_charts,
    list_examples,
    rank_findings,
    write_first_report,
)
from tests.decision.pdf.samples import OFFERS, TODAY, order_report

ORDER = order_report("press")


def test_prepare_loads_the_templates_without_the_database() -> None:
    write_first_report()

    report: Any = get_template("decision/pdf/report.html")
    (loader,) = report.template.engine.template_loaders
    assert "decision/pdf/memo.html" in loader.get_template_cache


def test_findings_about_cited_claims_come_first() -> None:
    ranked = rank_findings(list_evidence("ai"), {"gorn-24", "gorn-30"})

    assert [finding.key for finding in ranked[:2]] == ["new-york-extras", "ai-service-prices"]


def test_both_sides_take_turns_and_the_studio_never_has_more() -> None:
    against, in_favor = list_evidence("ai"), list_evidence("studio")

    found = alternate(against[:2], in_favor)

    assert found == [against[0], in_favor[0], against[1], in_favor[1]]


def test_a_chart_has_the_bars_that_fit_and_needs_two() -> None:
    evidence = content().evidence

    charts = list_charts([evidence["ringover-spotting"], evidence["microsoft-2025"], evidence["linkedin-wild-2024"]])

    assert [(part.chart.title, [figure.percent for figure in part.figures], part.chance) for part in charts] == [
        (content().charts["people"].title, ["39.5%", "65%"], 50),
        ("How often detectors catch AI", ["84.5%", "over 95%", "98%"], 50),
    ]


def test_example_days_are_the_next_three_weekdays() -> None:
    examples = list_examples(order_report("linkedin").advice, TODAY)

    assert [(day.session_day, day.retouched) for day in examples] == [
        (date(2026, 11, 23), date(2026, 11, 27)),
        (date(2026, 11, 24), date(2026, 11, 30)),
        (date(2026, 11, 25), date(2026, 12, 1)),
    ]


def test_a_qr_code_is_an_svg_with_a_title() -> None:
    drawing = draw_qr("https://advisor.example.org/advice/result/?use=press-kit")

    assert re.match(
        r'<svg viewBox="0 0 (\d+) \1" class="qr"><title>QR code of the address of this result</title>', drawing
    )
    assert "<path" in drawing
    assert "<image" not in drawing


def test_another_address_has_another_qr_code() -> None:
    assert draw_qr("https://advisor.example.org/?use=press-kit") != draw_qr("https://advisor.example.org/?use=linkedin")


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
