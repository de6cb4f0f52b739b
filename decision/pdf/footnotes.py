"""Footnotes that name where a reason comes from: a heading in the two documents, or an outside source."""

from dataclasses import dataclass, field

from decision.content import content


@dataclass
class Notes:
    """The footnotes so far in one document. Claims under one heading share one, as do findings of one source."""

    cited: list[tuple[str, str | None]] = field(default_factory=list)

    def add(self, key: str) -> tuple[int, str, bool]:
        """Return (number, text, whether the footnote is new); KeyError for neither a claim nor a finding."""
        citation = content().cite(key)
        is_new = citation not in self.cited
        if is_new:
            self.cited.append(citation)
        name, heading = citation
        return self.cited.index(citation) + 1, f"{name}, “{heading}”" if heading else name, is_new
