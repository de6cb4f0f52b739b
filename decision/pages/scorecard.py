"""The scorecard: a standard for decision aids, dark patterns, and how easy our texts are to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from decision.content import content
from decision.content.model import Criterion, DarkPattern

FIGURES = Path(__file__).with_name("readability.json")
"""What `python -m tools.readability --json` printed. A test measures the texts again and compares."""
GROUPS = {
    "qualifying": ("Is it a decision aid at all?", "Qualifying"),
    "certification": ("Could it mislead?", "Certification"),
    "quality": ("Does it help well?", "Quality"),
}
STANDINGS = {"met": "Met", "partly": "Partly", "unmet": "Not met"}


class Ease(msgspec.Struct, frozen=True):
    """The Flesch reading ease of some texts together, and that of the hardest one."""

    texts: int
    words: int
    ease: float
    hardest: float


@dataclass(frozen=True)
class CriterionRow:
    criterion: Criterion
    number: int
    standing: str
    """In words."""


@dataclass(frozen=True)
class GroupPart:
    """The criteria of one group, and how many of them are met."""

    key: str
    question: str
    name: str
    rows: list[CriterionRow]
    met: int


@dataclass(frozen=True)
class EaseRow:
    """A kind of text with its reading ease; kinds of many texts are put together."""

    label: str
    texts: int
    ease: float
    hardest: float


@dataclass(frozen=True)
class Scorecard:
    groups: list[GroupPart]
    unmet: list[CriterionRow]
    """What isn't fully met, in the order of the groups."""
    patterns: list[DarkPattern]
    close: int
    """How many families of dark patterns something of ours comes near."""
    ease: list[EaseRow]


def describe_scorecard() -> Scorecard:
    groups = [_describe_group(key) for key in GROUPS]
    patterns = list(content().dark_patterns.values())
    return Scorecard(
        groups=groups,
        unmet=[row for group in groups for row in group.rows if row.criterion.standing != "met"],
        patterns=patterns,
        close=sum(pattern.standing == "close" for pattern in patterns),
        ease=list_ease(),
    )


def _describe_group(key: str) -> GroupPart:
    criteria = [criterion for criterion in content().scorecard.values() if criterion.group == key]
    rows = [CriterionRow(item, number, STANDINGS[item.standing]) for number, item in enumerate(criteria, start=1)]
    return GroupPart(key, *GROUPS[key], rows, sum(item.standing == "met" for item in criteria))


def list_ease() -> list[EaseRow]:
    """Return the reading ease by kind: all pages, all emails and so on in one row, with the hardest text of each."""
    grouped: dict[str, list[Ease]] = {}
    for kind, ease in read_figures().items():
        grouped.setdefault(kind.partition(":")[0], []).append(ease)
    return [
        EaseRow(
            label=label[0].upper() + label[1:],
            texts=sum(ease.texts for ease in kinds),
            ease=round(sum(ease.ease * ease.words for ease in kinds) / sum(ease.words for ease in kinds), 1),
            hardest=min(ease.hardest for ease in kinds),
        )
        for label, kinds in grouped.items()
    ]


@cache
def read_figures() -> Mapping[str, Ease]:
    """Return kind of text -> how easy it is to read."""
    return msgspec.json.decode(FIGURES.read_bytes(), type=dict[str, Ease])
