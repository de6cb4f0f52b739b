"""The IPTC vocabulary of digital source types, and what each term says about a picture."""

import re
from typing import Literal

Origin = Literal["ai", "camera", "other"]

AI_TERMS = frozenset(
    {
        "trainedAlgorithmicMedia",
        "algorithmicMedia",
        "compositeSynthetic",
        "compositeWithTrainedAlgorithmicMedia",
    }
)
"""Made by AI; the last one: a real picture edited with it."""
CAMERA_TERMS = frozenset({"digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print"})
ADDRESS = "http://cv.iptc.org/newscodes/digitalsourcetype/"

_TERM = re.compile(rb"cv\.iptc\.org/newscodes/digitalsourcetype/([A-Za-z]{3,60})")


def find_terms(text: bytes) -> tuple[str, ...]:
    """Return the terms named in a text, each once. The text is searched, not parsed: a hostile one can do nothing."""
    return tuple(dict.fromkeys(match.decode("ascii") for match in _TERM.findall(text)))


def read_origin(term: str) -> Origin:
    """Return what a term says."""
    if term in AI_TERMS:
        return "ai"
    return "camera" if term in CAMERA_TERMS else "other"
