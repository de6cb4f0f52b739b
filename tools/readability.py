"""How easy our sentences are to read: Flesch reading ease, 0 to 100 and a little more; 65 is plain English.

.venv/bin/python -m tools.readability          a table of all kinds of text
.venv/bin/python -m tools.readability --json   the same as JSON
"""

from collections.abc import Iterable
from dataclasses import dataclass

import textstat


@dataclass(frozen=True)
class Ease:
    """The reading ease of some texts, all together and that of the hardest one."""

    texts: int
    words: int
    ease: float
    hardest: float


def measure_ease(texts: Iterable[str]) -> Ease:
    """Return the reading ease of the texts, of which none is empty."""
    plain = [_simplify(text) for text in texts]
    together = "\n".join(plain)
    return Ease(
        texts=len(plain),
        words=textstat.lexicon_count(together),
        ease=round(textstat.flesch_reading_ease(together), 1),
        hardest=round(min(map(textstat.flesch_reading_ease, plain)), 1),
    )


def _simplify(text: str) -> str:
    """Return the text with the apostrophes and spaces that the dictionary knows."""
    return " ".join(text.replace("’", "'").split())
