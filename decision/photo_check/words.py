"""The words of the page, read from words.toml and checked once."""

from functools import cache
from pathlib import Path

import msgspec

from decision.content import content
from decision.content.load import ContentError, read_tables
from decision.content.model import Failure, Text

FILE = Path(__file__).with_name("words.toml")


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A heading, and what to do or to know."""

    title: Text
    advice: Text


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place to look at: one plain question, and what odd looks like. `failure` is a key of failures.toml."""

    title: Text
    question: Text
    odd: Text
    failure: Text

    @property
    def fault(self) -> Failure:
        """The fault of AI portraits that this place is looked at for, with its sources."""
        return content().failures[self.failure]


class MeasureWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A measure, and a sentence for each of its states; some cannot be in all."""

    title: Text
    good: Text
    change: Text | None = None
    unknown: Text | None = None


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All words, each kind by key."""

    place: dict[str, Place]
    face: dict[str, Words]
    outcome: dict[str, Words]
    signature: dict[str, Words]
    measure: dict[str, MeasureWords]
    advice: dict[str, Words]


@cache
def words() -> Vocabulary:
    """Return the words, read and checked once."""
    return read_words(FILE)


def read_words(file: Path) -> Vocabulary:
    """Return the words in a file.

    Raises:
        ContentError: the file is wrong, or a place names a fault that there is not.
    """
    try:
        found = msgspec.convert(read_tables(file), Vocabulary)
    except msgspec.ValidationError as error:
        raise ContentError(f"{file.name}: {error}") from error
    for key, place in found.place.items():
        if place.failure not in content().failures:
            raise ContentError(f"{file.name}: place {key} names the unknown fault {place.failure!r}")
    return found
