"""Numbered citations on one page: the first source cited is 1, and so on."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest

from decision.content import content
from decision.content.freshness import describe_last_look
from decision.web.request_reading import find_day


@dataclass(frozen=True)
class Citation:
    """A source cited: an article and its heading, or, for a finding from outside, who reports it and where."""

    number: int
    key: str
    name: str
    heading: str | None
    says: str
    last_checked: str
    """Empty while the last look at the source is recent enough."""
    url: str = ""


@dataclass
class Citations:
    """The claims and findings cited so far on one page, in order of their first citation."""

    today: date
    """In New York; facts that are due then say when they were last checked."""
    keys: list[str] = field(default_factory=list)
    in_place: bool = False
    """Whether a number opens its source on the spot, instead of leading to the list."""

    def cite(self, key: str) -> int:
        """Return the number of a claim or finding on this page; KeyError when there is none with this key."""
        content().cite(key)
        if key not in self.keys:
            self.keys.append(key)
        return self.keys.index(key) + 1

    def listed(self) -> list[Citation]:
        """Return everything cited, by number."""
        return [self._describe(number, key) for number, key in enumerate(self.keys, start=1)]

    def _describe(self, number: int, key: str) -> Citation:
        name, heading = content().cite(key)
        claim = content().claims.get(key)
        if claim:
            return Citation(number, key, name, heading, claim.says, describe_last_look(claim, self.today))
        finding = content().evidence[key]
        last_checked = describe_last_look(finding, self.today)
        return Citation(number, key, name, heading, finding.finding, last_checked, finding.source.url)


def provide_citations(request: HttpRequest) -> dict[str, Citations]:
    """Context processor: a fresh list of citations for each page."""
    return {"citations": Citations(find_day(request))}
