"""The name on a report: printed as it was typed, or a sentence that says why it is not printed."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from fontTools.ttLib import TTFont

LONGEST_NAME = 120  # characters


@dataclass(frozen=True)
class PrintedName:
    """A name to print, or why it is not printed. At most one of the two is set."""

    text: str = ""
    excuse: str = ""
    """A sentence for the reader."""


NOBODY = PrintedName()


def read_name(typed: str) -> PrintedName:
    """Return the name on one line, or why it can't be printed.

    Control and format characters are removed: they draw nothing and can reverse the text.
    """
    spaced = "".join(" " if character.isspace() else character for character in unicodedata.normalize("NFC", typed))
    name = " ".join("".join(c for c in spaced if not unicodedata.category(c).startswith("C")).split())
    if len(name) > LONGEST_NAME:
        return PrintedName(excuse=f"The name you gave is longer than {LONGEST_NAME} characters, so it is not printed.")
    if not _list_characters().issuperset(map(ord, name)):
        return PrintedName(excuse="The name you gave has letters that this report’s fonts lack, so it is not printed.")
    return PrintedName(name)


@cache
def _list_characters() -> frozenset[int]:
    with TTFont(settings.FONTS_DIR / "advisor-sans-400.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
