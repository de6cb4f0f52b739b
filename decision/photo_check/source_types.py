"""IPTC digital source types: how a picture came about, in one of a fixed list of terms."""

import re
from typing import Literal

Origin = Literal["ai", "camera", "other"]

ADDRESS = "http://cv.iptc.org/newscodes/digitalsourcetype/"
AI_TERMS = ("trainedAlgorithmicMedia", "algorithmicMedia", "compositeSynthetic", "compositeWithTrainedAlgorithmicMedia")
"""Terms that mean AI. The last one is a real picture edited with AI."""
CAMERA_TERMS = ("digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print")
OTHER_TERMS = (
    "minorHumanEdits", "humanEdits", "compositeCapture", "composite", "algorithmicallyEnhanced", "softwareImage",
    "digitalArt", "digitalCreation", "dataDrivenMedia", "virtualRecording", "screenCapture", "empty",
)  # fmt: skip
_KNOWN = {term.lower(): term for term in (*AI_TERMS, *CAMERA_TERMS, *OTHER_TERMS)}
_LAST = re.compile(r"[^/:#]+$")
_IN_TEXT = re.compile(r"digitalsourcetype/([A-Za-z]{3,60})")


def read_term(value: str) -> str | None:
    """Return the term in a value: a whole address, a short form such as `digsrctype:…`, or the bare term."""
    last = _LAST.search(value.strip().rstrip("/#"))
    return None if last is None else _KNOWN.get(re.sub(r"[\s_-]", "", last[0]).lower())


def find_terms(text: str) -> tuple[str, ...]:
    """Return the terms whose addresses are in a text, each once."""
    found = (read_term(match) for match in _IN_TEXT.findall(text))
    return tuple(dict.fromkeys(term for term in found if term))


def read_origin(term: str) -> Origin:
    """Return what a term says about a picture."""
    if term in AI_TERMS:
        return "ai"
    return "camera" if term in CAMERA_TERMS else "other"
