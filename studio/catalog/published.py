"""What the studio's page is made of, so that caches know when it changed."""

from studio.models import Package, PortfolioPicture, StudioFacts

PUBLISHED = (Package, StudioFacts, PortfolioPicture)


def find_published_data() -> str:
    """Return a text that changes with whatever staff publish. Three queries."""
    return repr([list(model._default_manager.values_list()) for model in PUBLISHED])
