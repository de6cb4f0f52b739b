"""Packages: one source, and the cheapest that fits."""

from collections.abc import Iterator

import pytest

from decision.core import packages
from decision.core.packages import PackageOffer, choose_package, find_team_price, list_packages, register_package_source

PLAIN = PackageOffer("plain", "Plain", 300, True, (), ("linkedin",))
GRAND = PackageOffer("grand", "Grand", 1050, False, ("makeup",), ("linkedin", "press-kit"))


@pytest.fixture
def own_source() -> Iterator[None]:
    """Restore the studio's source after the test."""
    sources, team_prices = packages._sources[:], packages._team_prices[:]
    yield
    packages._sources[:], packages._team_prices[:] = sources, team_prices


@pytest.mark.usefixtures("own_source")
def test_the_last_source_registered_is_asked() -> None:
    register_package_source(lambda: [GRAND], team_price=lambda: 200)
    register_package_source(lambda: [PLAIN, GRAND])

    assert list_packages() == (PLAIN, GRAND)
    assert find_team_price() is None


@pytest.mark.usefixtures("own_source")
def test_a_team_price_comes_from_the_registered_source() -> None:
    register_package_source(lambda: (), team_price=lambda: 200)

    assert find_team_price() == 200
    assert list_packages() == ()


@pytest.mark.parametrize(
    ("use", "up_to", "chosen"),
    [
        ("linkedin", None, PLAIN),
        ("linkedin", 1049, PLAIN),
        ("linkedin", 299, None),
        ("press-kit", None, GRAND),
        ("press-kit", 1050, GRAND),
        ("press-kit", 1049, None),
        ("medical-bio", None, None),
    ],
)
def test_the_cheapest_that_suits_the_use_and_the_budget_is_chosen(
    use: str, up_to: int | None, chosen: PackageOffer | None
) -> None:
    assert choose_package([GRAND, PLAIN], use=use, up_to=up_to) == chosen
