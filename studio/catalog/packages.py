"""The packages on sale: for the studio's own pages, and for the advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError

from decision.core.framework import load_framework
from decision.core.packages import PackageOffer
from studio.models import Package, PortfolioPicture, StudioFacts


def list_active_packages() -> list[Package]:
    """Return the packages on sale in the order of the page. One query."""
    return list(Package.objects.filter(is_active=True))


def list_offers() -> tuple[PackageOffer, ...]:
    """Return the packages on sale, cheapest first; none while the table cannot be read, as before a migration."""
    try:
        packages = list_active_packages()
    except DatabaseError:
        return ()
    return offer_packages(packages)


def find_team_price() -> int | None:
    """Return the price that staff entered for each person of a team, in US dollars, or None. One query."""
    try:
        return StudioFacts.objects.values_list("team_price", flat=True).first()
    except DatabaseError:
        return None


def offer_packages(packages: list[Package]) -> tuple[PackageOffer, ...]:
    """Return the packages as the advice reads them, cheapest first."""
    return tuple(package.as_offer() for package in sorted(packages, key=lambda package: package.price))


def find_price_gap() -> str | None:
    """Return a sentence for staff when the prices on sale no longer fit the framework's budget questions, or None."""
    bands = load_framework().price_bands
    prices = [package.price for package in list_active_packages()]
    if not prices:
        return "No package is on sale, so the advice names none."
    if (min(prices), max(prices)) == (bands.cheapest, bands.top):
        return None
    return (
        f"The advice asks visitors whether they can spend ${bands.cheapest:,} or ${bands.top:,}, because those were "
        f"your lowest and your highest price. Now your prices run from ${min(prices):,} to ${max(prices):,}, so "
        "visitors are asked about prices that you don’t have. Change the prices back, or ask the person who "
        "runs this site for a new version of the questions."
    )


@dataclass(frozen=True)
class StudioRows:
    """The rows that the studio's page shows. They are dictionaries, so that their `repr` changes with every field."""

    packages: Sequence[Mapping[str, Any]]
    facts: Mapping[str, Any]
    """Empty while staff have entered none."""
    pictures: Sequence[Mapping[str, Any]]


def find_studio_rows() -> StudioRows:
    """Return the rows as they are now. Three queries."""
    return StudioRows(
        packages=list(Package.objects.filter(is_active=True).values()),
        facts=StudioFacts.objects.values().first() or {},
        pictures=list(PortfolioPicture.objects.exclude(alt="").values()),
    )
