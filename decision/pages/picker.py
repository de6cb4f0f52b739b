"""The first question as a picker: six places with a picture, then the others."""

from dataclasses import dataclass
from functools import lru_cache

from decision.core.framework import Option, Question

PICTURED = (
    "linkedin",
    "company-page",
    "job-application",
    "client-facing-bio",
    "internal-directory",
    "personal-website",
)
"""The places that get a picture, LinkedIn first: they cover most kinds of work."""
LAST = "somewhere-else"
HINTS = {
    "linkedin": "Your profile photo",
    "company-page": "The public team page",
    "job-application": "A résumé or a form",
    "client-facing-bio": "Law, finance, real estate",
    "internal-directory": "Slack, Teams, Zoom",
    "personal-website": "Blog, portfolio, newsletter",
    "casting-profile": "Actors Access, Spotlight",
    "community-profile": "Forum, club, dating app",
    "faculty-page": "University or lab",
    "freelance-profile": "Upwork, Fiverr",
    "id-photo": "Passport, badge, license",
    "medical-bio": "Hospital, doctor directory",
    "press-kit": "Book jacket, news story",
    "residency-application": "ERAS, medical programs",
    "speaker-bio": "Conference, event page",
    "somewhere-else": "Anything not listed",
}
"""Use -> what it means in three or four words; the framework's explanation is too long for a small picture."""


@dataclass(frozen=True)
class Place:
    """One place to choose."""

    key: str
    label: str
    hint: str
    words: str
    """What a search may find it by."""


@dataclass(frozen=True)
class Picker:
    """The places in the order in which the picker shows them."""

    pictured: tuple[Place, ...]
    others: tuple[Place, ...]
    """By the alphabet, with the place for everything else at the end."""


@lru_cache(maxsize=8)
def arrange_places(question: Question) -> Picker:
    """Return the options arranged; a version that lacks a place leaves it out."""
    others = [option for option in question.options if option.key not in PICTURED]
    others.sort(key=lambda option: (option.key == LAST, option.label.lower()))
    pictured = [question.by_key[key] for key in PICTURED if key in question.by_key]
    return Picker(tuple(map(_describe_place, pictured)), tuple(map(_describe_place, others)))


def _describe_place(option: Option) -> Place:
    words = " ".join((option.label, option.explain, *option.search)).lower()
    return Place(option.key, option.label, HINTS[option.key], words)
