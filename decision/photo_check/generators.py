"""One vocabulary of image generators for everything that a file can say: EXIF, XMP, IPTC, texts, credentials."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from decision.content.load import ContentError, read_tables
from decision.content.model import Text

FILE = Path(__file__).with_name("generators.toml")
AI_MADE, AI_EDITED = "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"
MOST_SEARCHED = 20_000
"""Characters of a text that are searched. What programs write about themselves comes long before."""
_APART = re.compile(r"[\s_/+]+")


class Generator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one generator writes into files; generators.toml explains the fields."""

    name: Text
    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trace:
    """A generator that left a trace in a file, and the part of the file. A hint could have been typed by anyone."""

    generator: str
    where: str
    is_hint: bool = False
    term: str = AI_MADE
    """The IPTC digital source type that says the same."""


@cache
def load_generators() -> Mapping[str, Generator]:
    """Return the generators by key, read and checked once.

    Raises:
        ContentError: the file is wrong.
    """
    try:
        return msgspec.convert(read_tables(FILE), dict[str, Generator])
    except msgspec.ValidationError as error:
        raise ContentError(f"{FILE.name}: {error}") from error


def find_in_program(value: str, where: str, term: str = AI_MADE) -> Trace | None:
    """Return the generator that a field names which holds a program, a device or a credit."""
    words = _APART.sub(" ", value[:MOST_SEARCHED].lower())
    for generator in load_generators().values():
        if generator.words and _match_words(generator.words).search(words):
            return Trace(generator.name, where, term=term)
    return None


def find_in_text(value: str, where: str) -> Trace | None:
    """Return the generator that wrote a text or comment."""
    text = value[:MOST_SEARCHED]
    for generator in load_generators().values():
        if generator.texts and _has_all(generator.texts, text):
            return Trace(generator.name, where)
        if generator.hints and _has_all(generator.hints, text):
            return Trace(generator.name, where, is_hint=True)
    return None


def find_in_key(key: str, where: str) -> Trace | None:
    """Return the generator that names a text in a PNG like this."""
    for generator in load_generators().values():
        if key in generator.keys:
            return Trace(generator.name, where)
    return None


def keep_one_each(traces: Iterable[Trace]) -> tuple[Trace, ...]:
    """Return one trace for each generator, the one that says most. One that names no generator is left out if another
    does."""
    best: dict[str, Trace] = {}
    for trace in traces:
        if trace.generator not in best or best[trace.generator].is_hint:
            best[trace.generator] = trace
    unnamed = load_generators()["others"].name
    return tuple(trace for name, trace in best.items() if name != unnamed or len(best) == 1)


@cache
def _match_words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])({'|'.join(map(re.escape, words))})(?![a-z])")


def _has_all(patterns: tuple[str, ...], text: str) -> bool:
    return all(re.search(pattern, text) for pattern in patterns)
