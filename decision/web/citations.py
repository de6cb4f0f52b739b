"""Numbered citations on one page: the first claim cited is 1, and so on."""

from dataclasses import dataclass, field

from django.http import HttpRequest

from decision.content import content
from decision.content.model import Claim


@dataclass
class Citations:
    """The claims cited so far on one page, in order of their first citation."""

    keys: list[str] = field(default_factory=list)

    def cite(self, key: str) -> int:
        """Return the number of a claim on this page; KeyError when there is no such claim."""
        content().claims[key]
        if key not in self.keys:
            self.keys.append(key)
        return self.keys.index(key) + 1

    def listed(self) -> list[tuple[int, Claim]]:
        """Return (number, claim) for every claim cited."""
        return [(number, content().claims[key]) for number, key in enumerate(self.keys, start=1)]


def provide_citations(request: HttpRequest) -> dict[str, Citations]:
    """Context processor: a fresh list of citations for each page."""
    return {"citations": Citations()}
