"""Footnotes that name where a reason comes from: a place in the two documents, or an outside source."""

from dataclasses import dataclass, field

from decision.content import content


@dataclass
class Notes:
    """The footnotes so far in one document. Claims under one heading share one, as do findings of one source."""

    places: list[tuple[str, str | None]] = field(default_factory=list)

    def add(self, key: str) -> tuple[int, str, bool]:
        """Return (number, text, whether the footnote is new); KeyError for neither a claim nor a finding."""
        place = content().cite(key)
        is_new = place not in self.places
        if is_new:
            self.places.append(place)
        name, heading = place
        return self.places.index(place) + 1, f"{name}, “{heading}”" if heading else name, is_new
