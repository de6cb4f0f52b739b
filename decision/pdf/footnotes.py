"""Footnotes that name the place in the two documents where a reason comes from."""

from dataclasses import dataclass, field

from decision.content import content
from decision.content.model import Claim


@dataclass
class Notes:
    """The footnotes so far in one document. Claims under one heading share one."""

    places: list[tuple[str, str]] = field(default_factory=list)

    def add(self, key: str) -> tuple[int, Claim, bool]:
        """Return (number, claim, whether the footnote is new); KeyError when there is no such claim."""
        claim = content().claims[key]
        place = (claim.document, claim.heading)
        is_new = place not in self.places
        if is_new:
            self.places.append(place)
        return self.places.index(place) + 1, claim, is_new
