"""Sentences: how words are put into them."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST_KEY = 40  # characters; comparing more takes long


def join_words(words: list[str], last: str = "and") -> str:
    """Return the words as they are listed in a sentence: a, b and c."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def suggest(key: str, known: Iterable[str]) -> str:
    """Return a question that names the known key that is nearest, after a space; "" when none is near."""
    near = get_close_matches(key[:LONGEST_KEY].lower(), [*known], n=1)
    return f" Did you mean {near[0]}?" if near else ""
