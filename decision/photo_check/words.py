"""The words of the photo check, from words.toml."""

from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec

from decision.content import content
from decision.content.load import ContentError, read_tables
from decision.content.model import Failure, Text
from decision.core.framework import LookAdvice
from decision.photo_check.credentials import State
from decision.photo_check.file_marks import Outcome
from decision.photo_check.messages import FaceState, MeasureKey

FILE = Path(__file__).with_name("words.toml")
KEYS: dict[str, Any] = {
    "face": FaceState,
    "outcome": Outcome,
    "signature": State,
    "measure": MeasureKey,
    "advice": LookAdvice,
}
"""Kind of words -> the type whose values are its keys."""


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A heading, and what to do or know."""

    title: Text
    advice: Text


class Detail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a picture to judge, with one question and what odd looks like. `failure` is a key of failures.toml."""

    title: Text
    question: Text
    odd: Text
    failure: Text

    @property
    def fault(self) -> Failure:
        """The fault of AI portraits to look for there, with its sources."""
        return content().failures[self.failure]


class MeasureWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A measurement, and a sentence for each state that it can have."""

    title: Text
    good: Text
    change: Text | None = None
    unknown: Text | None = None


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All words, each kind by key."""

    detail: dict[str, Detail]
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
        ContentError: the file is wrong, a state has no words, or a detail names an unknown fault.
    """
    try:
        found = msgspec.convert(read_tables(file), Vocabulary)
    except msgspec.ValidationError as error:
        raise ContentError(f"{file.name}: {error}") from error
    for kind, keys in KEYS.items():
        for key in get_args(keys):
            if key not in getattr(found, kind):
                raise ContentError(f"{file.name}: table [{kind}.{key}] is missing")
    for key, detail in found.detail.items():
        if detail.failure not in content().failures:
            raise ContentError(f"{file.name}: detail {key} names the unknown fault {detail.failure!r}")
    return found
