"""Numbered citations on one page: the first source cited is 1, and so on."""

from dataclasses import dataclass, field

from django.http import HttpRequest

from decision.content import content


@dataclass(frozen=True)
class Citation:
    """A source cited: an article and its heading, or, for a finding from outside, who reports it and where."""

    number: int
    key: str
    name: str
    heading: str | None
    says: str
    url: str = ""


@dataclass
class Citations:
    """The claims and findings cited so far on one page, in order of their first citation."""

    keys: list[str] = field(default_factory=list)
    in_place: bool = False
    """Whether a number opens its source where it stands, instead of leading to the list."""

    def cite(self, key: str) -> int:
        """Return the number of a claim or finding on this page; KeyError when there is none with this key."""
        content().cite(key)
        if key not in self.keys:
            self.keys.append(key)
        return self.keys.index(key) + 1

    def listed(self) -> list[Citation]:
        """Return everything cited, by number."""
        return [_describe(number, key) for number, key in enumerate(self.keys, start=1)]


def _describe(number: int, key: str) -> Citation:
    name, heading = content().cite(key)
    claim = content().claims.get(key)
    if claim:
        return Citation(number, key, name, heading, claim.says)
    finding = content().evidence[key]
    return Citation(number, key, name, heading, finding.finding, finding.source.url)


def provide_citations(request: HttpRequest) -> dict[str, Citations]:
    """Context processor: a fresh list of citations for each page."""
    return {"citations": Citations()}
