"""The session brief: one page for the photographer about who comes, for what, and how the portrait should read."""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from decision.content import content
from decision.core.advice import Advice
from decision.pages.places import is_specified, list_destinations
from decision.pages.words import list_answered
from decision.pdf.client import draw_document
from decision.pdf.footnotes import Notes
from decision.pdf.names import read_name

LONGEST_WORDS = 900
MOST_LINES = 8
"""Of the client's own words, so that everything fits on one page. The rest is in the inquiry."""
MOST_PLACES = 8


@dataclass(frozen=True)
class Sitting:
    """Who comes. Texts may be empty."""

    reference: str
    name: str
    package: str
    people: int
    days: tuple[date, ...]
    words: str
    """The client's message."""
    session: str = ""
    """The booked session. It is printed instead of the days that the client asked for."""


def draw_session_brief(sitting: Sitting, advice: Advice, *, today: date, paper: str = "letter") -> bytes:
    """Return the brief as PDF/UA-1; see `draw_document` for its errors. The advice may be open."""
    return draw_document(write_session_brief(sitting, advice, today=today), paper)


def write_session_brief(sitting: Sitting, advice: Advice, *, today: date) -> str:
    words = shorten(sitting.words)
    places = [place for place in list_destinations(advice) if is_specified(place)]
    context = {
        "sitting": sitting,
        "name": read_name(sitting.name),
        "words": words,
        "has_more_words": len("".join(words.split())) < len("".join(sitting.words.split())),
        "advice": advice,
        "verdict": content().verdicts[advice.verdict] if advice.verdict else None,
        "answered": [item for item in list_answered(advice.framework, advice.answers) if item.question.key != "use"],
        "uses": [advice.framework.uses[use] for use in advice.answers.uses],
        "briefs": list(dict.fromkeys(content().brief_for(use) for use in advice.answers.uses)),
        "places": places[:MOST_PLACES],
        "more_places": max(0, len(places) - MOST_PLACES),
        "today": today,
        "notes": Notes(),
    }
    return render_to_string("decision/pdf/session_brief.html", context)


def shorten(words: str) -> str:
    """Return the beginning of a text without blank lines: at most MOST_LINES lines and LONGEST_WORDS characters."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return "\n".join(lines[:MOST_LINES])[:LONGEST_WORDS]
