"""Packages on sale. `studio` registers a source here, because `decision` must not import `studio`.

Without a source, or when the source has no database to read (on the command line), there are no packages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PackageOffer:
    """A package as the advice sees it. `price` is in US dollars; with `price_is_from` it is the lowest price."""

    slug: str
    name: str
    price: int
    price_is_from: bool
    includes: tuple[str, ...]
    suits: tuple[str, ...]
    """The uses (keys) that the studio says this package is made for."""


PackageSource = Callable[[], Sequence[PackageOffer]]

TeamPriceSource = Callable[[], int | None]

_sources: list[PackageSource] = []
_team_prices: list[TeamPriceSource] = []


def register_package_source(source: PackageSource, *, team_price: TeamPriceSource | None = None) -> None:
    """Register the function that returns the active packages, cheapest first.

    `team_price` returns the price per person of a team in US dollars, or None while the studio has not set one.
    """
    _sources[:] = [source]
    _team_prices[:] = [team_price] if team_price else []


def find_team_price() -> int | None:
    """Return the price per person of a team in US dollars, or None when the studio has not set one."""
    return next((price for source in _team_prices if (price := source()) is not None), None)


def list_packages() -> tuple[PackageOffer, ...]:
    """Return the active packages, cheapest first; empty without a source."""
    return tuple(offer for source in _sources for offer in source())


def choose_package(offers: Sequence[PackageOffer], *, use: str, up_to: int | None) -> PackageOffer | None:
    """Return the cheapest package made for a use that costs at most `up_to` US dollars, if any.

    Always the cheapest, even with a larger budget: advice that picked the most expensive would be a sales pitch.
    """
    fitting = [o for o in offers if use in o.suits and (up_to is None or o.price <= up_to)]
    return min(fitting, key=lambda offer: offer.price, default=None)
