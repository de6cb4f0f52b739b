"""Footnotes: where a reason stands in the two documents, numbered as they come."""

from dataclasses import dataclass, field

from decision.content import content
from decision.content.model import Claim


@dataclass
class Notes:
    """The places noted so far in one document. Claims under one heading share one note."""

    places: list[tuple[str, str]] = field(default_factory=list)

    def add(self, key: str) -> tuple[int, Claim, bool]:
        """Return (number, claim, whether the note is new) for a claim; KeyError for an unknown one."""
        claim = content().claims[key]
        place = (claim.document, claim.heading)
        is_new = place not in self.places
        if is_new:
            self.places.append(place)
        return self.places.index(place) + 1, claim, is_new
