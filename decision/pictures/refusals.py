"""Why a picture cannot be opened, and what to do about it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec

from decision.content.load import ContentError, read_tables
from decision.content.model import Text

FILE = Path(__file__).with_name("refusals.toml")

Reason = Literal[
    "missing",
    "empty",
    "too-big",
    "too-many-pixels",
    "png-too-large",
    "progressive-too-large",
    "webp-too-large",
    "heic-too-big",
    "heic-too-large",
    "heic-deep-too-large",
    "avif-too-large",
    "avif-deep-too-large",
    "too-small",
    "too-many-parts",
    "heif-codec",
    "gif",
    "tiff",
    "bmp",
    "raw",
    "psd",
    "jpeg-xl",
    "jpeg-2000",
    "svg",
    "pdf",
    "video",
    "archive",
    "document",
    "web-page",
    "other-format",
    "broken",
]
TOO_LARGE: frozenset[Reason] = frozenset(
    {
        "too-big",
        "too-many-pixels",
        "png-too-large",
        "progressive-too-large",
        "webp-too-large",
        "heic-too-big",
        "heic-too-large",
        "heic-deep-too-large",
        "avif-too-large",
        "avif-deep-too-large",
    }
)


class PictureRefusal(Exception):
    """A picture that we do not open; `reason` is the key of the sentences for it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Sentences(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is wrong, and what to do."""

    title: Text
    advice: Text


@cache
def load_sentences() -> Mapping[Reason, Sentences]:
    """Return the sentences for each reason, read and checked once."""
    return read_sentences(FILE)


def read_sentences(file: Path) -> Mapping[Reason, Sentences]:
    """Return the sentences in a file.

    Raises:
        ContentError: the file is wrong, lacks a reason, or has one that we don't know.
    """
    try:
        found = msgspec.convert(read_tables(file), dict[Reason, Sentences])
    except msgspec.ValidationError as error:
        raise ContentError(f"{file.name}: {error}") from error
    for reason in get_args(Reason):
        if reason not in found:
            raise ContentError(f"{file.name}: table [{reason}] is missing")
    return found
