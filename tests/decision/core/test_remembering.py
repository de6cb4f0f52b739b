from datetime import date

import pytest

from decision.content import content
from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.framework import Framework, load_framework
from decision.core.packages import PackageOffer
from decision.core.remembering import ChangesSince, PriceChange, Remembered, find_changes_since, read_since, write_since

DAY = date(2026, 11, 21)
SMALL = PackageOffer("linkedin-headshot", "LinkedIn Headshot session", 300, True, (), ("linkedin",))
LARGE = PackageOffer("deluxe-corporate", "Deluxe Corporate session", 1050, False, (), ("linkedin",))


def look_back(text: str, *offers: PackageOffer, use: str = "press-kit") -> ChangesSince | None:
    framework = load_framework()
    return find_changes_since(text, advise(framework, read_answers(framework, {"use": use})), offers)


def test_a_link_remembers_its_day_and_the_prices() -> None:
    text = write_since(DAY, [SMALL, LARGE])

    assert text == "2026-11-21.linkedin-headshot.300.deluxe-corporate.1050"
    assert read_since(text) == Remembered(DAY, {"linkedin-headshot": 300, "deluxe-corporate": 1050})


@pytest.mark.parametrize("text", ["", "soon", "2026-11-21.x", "2026-11-21.x.y", "2026-13-01", "2026-11-21.x.-3", "٣"])
def test_a_link_that_was_tampered_with_remembers_nothing(text: str) -> None:
    assert read_since(text) is None
    assert look_back(text) is None


def test_nothing_has_changed_on_the_same_day() -> None:
    newest = max(finding.added for finding in content().evidence.values())

    found = look_back(write_since(newest, [SMALL]), SMALL)

    assert found == ChangesSince(newest, None, (), (), ())
    assert found.is_nothing


def test_changed_new_and_gone_prices_are_named() -> None:
    found = look_back("2026-11-21.linkedin-headshot.250.headshots-by-night.90", SMALL, LARGE)

    assert found is not None
    assert found.prices == (
        PriceChange("LinkedIn Headshot session", 250, 300),
        PriceChange("headshots-by-night", 90, None),
        PriceChange("Deluxe Corporate session", None, 1050),
    )


def test_without_a_package_list_nothing_is_said_about_prices() -> None:
    found = look_back("2026-11-21.linkedin-headshot.250")

    assert found is not None
    assert found.prices == ()


def test_findings_that_came_later_are_named() -> None:
    found = look_back("2026-11-20")

    assert found is not None
    assert len(found.evidence) > 30
    assert not found.is_nothing


def test_a_newer_framework_is_named_with_the_verdict_of_that_day(older_framework: Framework) -> None:
    found = look_back(older_framework.published.isoformat())

    assert found is not None
    assert found.version == load_framework().version
