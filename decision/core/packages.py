"""The one door through which `decision` learns of packages: whoever sells them registers a source.

`decision` never imports the seller. Without a source, or when the source has no data to read (the
command line without a database), there is simply no package to name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PackageOffer:
    """A package as the advice needs it. `price` is in US dollars, the lowest if `price_is_from`."""

    slug: str
    name: str
    price: int
    price_is_from: bool
    includes: tuple[str, ...]
    suits: tuple[str, ...]
    """The uses (keys) that the seller says this package is made for."""


PackageSource = Callable[[], Sequence[PackageOffer]]

TeamPriceSource = Callable[[], int | None]

_sources: list[PackageSource] = []
_team_prices: list[TeamPriceSource] = []


def register_package_source(source: PackageSource, *, team_price: TeamPriceSource | None = None) -> None:
    """Make `source` the place to ask for the active packages, cheapest first.

    `team_price` gives the price of one person of a team in US dollars, None while the seller has not set one.
    """
    _sources[:] = [source]
    _team_prices[:] = [team_price] if team_price else []


def find_team_price() -> int | None:
    """Return what one person of a team pays, in US dollars; None when nobody has said."""
    return next((price for source in _team_prices if (price := source()) is not None), None)


def list_packages() -> tuple[PackageOffer, ...]:
    """Return the active packages, cheapest first; empty when nobody registered a source."""
    return tuple(offer for source in _sources for offer in source())


def choose_package(offers: Sequence[PackageOffer], *, use: str, up_to: int | None) -> PackageOffer | None:
    """Return the cheapest package made for a use that costs at most `up_to` US dollars, if any.

    The cheapest, whatever the budget: advice that picked the dearest would be a sales pitch.
    """
    fitting = [o for o in offers if use in o.suits and (up_to is None or o.price <= up_to)]
    return min(fitting, key=lambda offer: offer.price, default=None)
