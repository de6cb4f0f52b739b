"""Letters with their accents, as Unicode writes them in one way."""

import unicodedata
from itertools import groupby, islice
from typing import Literal

MOST_ACCENTS = 30
"""More than any language puts on a letter. Unicode's own limit for streams is the same."""


def normalize(form: Literal["NFC", "NFKC"], text: str) -> str:
    """Return the text in a normal form of Unicode, without the accents of a letter beyond MOST_ACCENTS.

    Unicode sorts the accents of each letter. With as many on one letter as a form can hold, that takes minutes.
    """
    if text.isascii():
        return text
    runs = ((islice(run, MOST_ACCENTS) if are_accents else run) for are_accents, run in groupby(text, _is_accent))
    return unicodedata.normalize(form, "".join("".join(run) for run in runs))


def _is_accent(sign: str) -> bool:
    """Return whether a sign is an accent or becomes some."""
    return unicodedata.combining(unicodedata.normalize("NFKD", sign)[0]) > 0
