"""When facts are due for another check, and what they rest on."""

from datetime import date

import pytest

from decision.content import content
from decision.content.freshness import (
    UnknownFactError,
    describe_basis,
    describe_last_look,
    describe_span,
    find_due_day,
    find_fact,
    list_changes,
    list_due,
)
from decision.content.model import Claim, Kind, Look
from decision.core.turnaround import find_today


def make_fact(kind: Kind, *looks: Look) -> Claim:
    return Claim(key="x", kind=kind, seen=looks, document="Gorn", heading="Introduction", says="Hats are $1.")


def make_new(kind: Kind, day: date) -> Claim:
    return make_fact(kind, Look(on=day, found="new"))


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("price", date(2027, 2, 21)),
        ("rule", date(2027, 5, 21)),
        ("law", date(2027, 11, 21)),
        ("study", date(2028, 11, 21)),
        ("article", date(2028, 11, 21)),
    ],
)
def test_a_fact_is_due_by_its_kind(kind: Kind, due: date) -> None:
    assert find_due_day(make_new(kind, date(2026, 11, 21))) == due


def test_a_look_on_the_last_day_of_a_month_counts_to_the_last_of_a_shorter_one() -> None:
    assert find_due_day(make_new("price", date(2026, 11, 30))) == date(2027, 2, 28)


def test_the_last_look_counts() -> None:
    fact = make_fact("price", Look(on=date(2026, 11, 21), found="new"), Look(on=date(2027, 2, 1), found="same"))

    assert find_due_day(fact) == date(2027, 5, 1)


@pytest.mark.usefixtures("first_looks")
def test_nothing_is_due_on_the_last_fresh_day_and_prices_are_first_the_day_after() -> None:
    due = list_due(date(2027, 2, 22))

    assert list_due(date(2027, 2, 21)) == ()
    assert {content().facts[name].kind for name in due} == {"price"}
    assert "evidence.ai-service-prices" in due
    assert "evidence.free-photo-booths" not in due


def test_only_a_fact_that_is_due_says_when_it_was_last_checked() -> None:
    price = make_new("price", date(2026, 11, 21))

    assert describe_last_look(price, date(2027, 2, 21)) == ""
    assert describe_last_look(price, date(2027, 2, 22)) == "Last checked November 21, 2026."


def test_an_unavailable_source_says_so_while_it_is_fresh() -> None:
    rule = make_fact("rule", Look(on=date(2026, 11, 21), found="new"), Look(on=date(2027, 1, 5), found="gone"))

    assert describe_last_look(rule, date(2027, 1, 6)) == "Source gone when last checked, January 5, 2027."


@pytest.mark.parametrize(
    ("key", "basis"),
    [
        ("gorn-1", "the article"),
        ("gray-2025", "the source itself"),
        ("diff-2024", "a copy"),
        ("ringover-spotting", "reports only"),
        ("us-passport", "reports only"),
        ("zocdoc", "nothing published"),
    ],
)
def test_the_basis_of_a_fact_is_named(key: str, basis: str) -> None:
    assert describe_basis(find_fact(key)) == basis


def test_a_key_in_two_files_needs_its_file() -> None:
    with pytest.raises(UnknownFactError) as refusal:
        find_fact("yale-medicine")

    assert str(refusal.value) == (
        "yale-medicine is in more than one file. Write evidence.yale-medicine or destinations.yale-medicine."
    )
    assert find_fact("destinations.yale-medicine").file == "destinations"


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(UnknownFactError, match=r"There is no fact gorn-99\."):
        find_fact("gorn-99")


def test_changes_are_listed_from_the_latest() -> None:
    days = [change.look.on for change in list_changes()]

    assert days == sorted(days, reverse=True)
    assert "same" not in [change.look.found for change in list_changes()]


def test_no_look_is_in_the_future() -> None:
    assert max(look.on for fact in content().facts.values() for look in fact.seen) <= find_today()


def test_a_span_of_days_is_written_as_short_as_possible() -> None:
    first, last, next_year = (
        make_new("law", day) for day in (date(2026, 11, 21), date(2026, 11, 27), date(2027, 1, 5))
    )

    assert describe_span([first, first]) == "on November 21, 2026"
    assert describe_span([last, first]) == "between November 21 and November 27, 2026"
    assert describe_span([first, next_year]) == "between November 21, 2026 and January 5, 2027"
