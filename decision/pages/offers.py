"""The packages made for a use, each with whether the budget reaches it."""

from collections.abc import Sequence
from dataclasses import dataclass

from decision.core.advice import Advice
from decision.core.packages import PackageOffer


@dataclass(frozen=True)
class FittingOffer:
    """A package made for the deciding use; whether the budget reaches it, and whether the advice names it."""

    offer: PackageOffer
    within_budget: bool
    is_named: bool

    @property
    def price(self) -> str:
        """The price in US dollars, as people read it: “$1,050”."""
        return f"${self.offer.price:,}"


def list_fitting(advice: Advice, offers: Sequence[PackageOffer]) -> list[FittingOffer]:
    """Return the packages made for the deciding use, the cheapest first."""
    budget = advice.answers.get("budget")
    up_to = advice.framework.by_key["budget"].by_key[budget].up_to if budget else None
    fitting = [offer for offer in offers if advice.deciding_use in offer.suits]
    return [
        FittingOffer(offer, up_to is None or offer.price <= up_to, offer == advice.package)
        for offer in sorted(fitting, key=lambda offer: offer.price)
    ]
