"""Where a photo will be seen: what each place needs on its own, and what its pages ask of a picture."""

from dataclasses import dataclass

from decision.content import content
from decision.content.model import Destination, VerdictText
from decision.core.advice import Advice, UseAdvice
from decision.core.framework import Option
from decision.pages.clauses import write_line
from decision.pages.words import SHORT_VERDICTS
from decision.photo_check.destinations import specify

LONGEST_SIDE = 96
"""Of the drawing of a crop, in CSS pixels."""
ALL = ("it", "both", "all three", "all four", "all five")
"""By the number of places."""
SERVES_ALL = {
    "ai": "One AI headshot can serve {all}.",
    "ai-for-now": "One AI headshot can serve {all} for now.",
    "plain": "One good plain photo can serve {all}.",
    "studio": "One real, directed photo can serve {all}.",
}


@dataclass(frozen=True)
class PlaceRow:
    """One of several places on its own."""

    use: Option
    verdict: VerdictText | None
    """None while it is open for this place."""
    says: str
    """The verdict in two or three words, or that it may be less."""
    line: str
    """What makes the difference for this place."""


@dataclass(frozen=True)
class Places:
    """Several places, side by side."""

    rows: tuple[PlaceRow, ...]
    headline: str
    """True for each of them."""
    serves_all: str
    """The kind of photo that would serve all places."""


@dataclass(frozen=True)
class DestinationCard:
    """What one destination asks of a picture, and its crop as a drawing, in CSS pixels; 0 where none is published."""

    place: Destination
    width: int
    height: int
    is_circle: bool


def describe_places(advice: Advice) -> Places | None:
    """Return the places of a settled verdict side by side; None for a single place."""
    if not advice.uses[1:]:
        return None
    rows = tuple(_describe_place(advice, use) for use in advice.uses)
    them = "all of them" if rows[len(ALL) :] else ALL[len(rows) - 1]
    serves_all = SERVES_ALL[str(advice.verdict)].format(all=them)
    if "id-photo" in advice.answers.uses:
        serves_all += " For the ID, the issuer’s rules come first."
    return Places(rows, _write_headline(advice, rows, them), serves_all)


def _describe_place(advice: Advice, row: UseAdvice) -> PlaceRow:
    use = advice.framework.uses[row.use]
    if row.verdict:
        line = write_line(advice, row)
        return PlaceRow(use, content().verdicts[row.verdict], SHORT_VERDICTS[row.verdict], line)
    return PlaceRow(use, None, "Maybe less", "Another place asks for more, so we didn’t need to find out.")


def _write_headline(advice: Advice, rows: tuple[PlaceRow, ...], them: str) -> str:
    if all(row.verdict and row.verdict.key == advice.verdict for row in rows):
        return content().verdicts[str(advice.verdict)].title.replace("for this", f"for {them}")
    if len({row.verdict.key for row in rows if row.verdict}) > 1:
        return "Not every place needs the same photo"
    return "Your places may need different photos"


def list_destinations(advice: Advice) -> list[Destination]:
    """Return the destinations of all uses, each once."""
    return list(
        dict.fromkeys(
            place for use in advice.answers.uses for place in content().destinations_for(use, advice.possible_plans)
        )
    )


def is_specified(place: Destination) -> bool:
    """Return whether a destination publishes anything about the pictures that it takes."""
    return any((place.pixels, place.ratio, place.file_size, place.formats, place.content, place.ai_rule))


def draw_card(place: Destination) -> DestinationCard:
    """Return a destination with its crop, the longer side always equally long."""
    asked = specify(place.key)
    pixels = asked.target or asked.least
    ratio = asked.ratio or (pixels[0] / pixels[1] if pixels else None)
    if ratio is None:
        return DestinationCard(place, 0, 0, is_circle=False)
    width, height = min(LONGEST_SIDE, LONGEST_SIDE * ratio), min(LONGEST_SIDE, LONGEST_SIDE / ratio)
    return DestinationCard(place, round(width), round(height), asked.circle)
