"""How easy our sentences are to read: Flesch reading ease, 0 to 100 and a little more; 65 is plain English.

    .venv/bin/python -m tools.readability          a table of the kinds of text
    .venv/bin/python -m tools.readability --json   the same as JSON

The reasons are those of docs/reasons.md, as the site composes them now.
"""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import textstat

from tools.update_examples import DOCS, EXAMPLE, quote_reason  # isort: skip  this sets Django up
from decision.content import content
from decision.core.framework import load_framework


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


def collect_texts() -> dict[str, list[str]]:
    """Return kind of text -> its texts: the reasons of each verdict, the questions, and the plans with their guides."""
    chapters = re.split(r"^## ", (DOCS / "reasons.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    reasons = {
        f"reasons: {chapter.splitlines()[0]}": [quote_reason(found["query"])[0] for found in EXAMPLE.finditer(chapter)]
        for chapter in chapters
    }
    guides = [*content().plans.values(), *content().guides.values()]
    return reasons | {
        "questions": [f"{question.title} {question.why}" for question in load_framework().questions],
        "plans and guides": [guide.summary + " " + " ".join(step.do for step in guide.steps) for guide in guides],
    }


def main() -> None:
    """Print the reading ease of each kind of text."""
    measured = {kind: measure_ease(texts) for kind, texts in collect_texts().items()}
    if "--json" in sys.argv:
        print(json.dumps({kind: asdict(ease) for kind, ease in measured.items()}, indent=2))
        return
    print(f"{'':<44}{'texts':>8}{'words':>8}{'ease':>8}{'hardest':>9}")
    for kind, ease in measured.items():
        print(f"{kind:<44}{ease.texts:>8}{ease.words:>8}{ease.ease:>8}{ease.hardest:>9}")


if __name__ == "__main__":
    main()
