"""The name on a report: printed as it was typed, or a sentence that says why it is not."""

import subprocess
import unicodedata
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from fontTools.ttLib import TTFont

from decision.core.letters import normalize

LONGEST_NAME = 120  # characters
SYMBOLS = ("So", "Sk", "Sm", "Me")
"""Unicode categories of emoji, and of the marks that change or frame them; variation selectors choose their color."""
LONGEST_SEARCH = 5  # seconds; a machine with hundreds of fonts takes a tenth of one


@dataclass(frozen=True)
class PrintedName:
    """A name to print, and what the reader should know about it. Without a text, the remark says why."""

    text: str = ""
    remark: str = ""
    """A sentence for the reader, or empty."""


NOBODY = PrintedName()


def read_name(typed: str) -> PrintedName:
    """Return the name on one line, or why it can't be printed.

    Control and format characters are removed: they draw nothing and can reverse the text. Symbols that our fonts lack,
    such as emoji, are left out. Letters that our fonts lack are printed where a font of this machine has them all.
    """
    spaced = "".join(" " if character.isspace() else character for character in normalize("NFC", typed))
    spaced = spaced.replace("\N{NON-BREAKING HYPHEN}", "-")  # our fonts lack it
    name = " ".join("".join(c for c in spaced if not unicodedata.category(c).startswith("C")).split())
    if len(name) > LONGEST_NAME:
        return PrintedName(remark=f"The name you gave is longer than {LONGEST_NAME} characters, so it is not printed.")
    lacking = {c for c in name if ord(c) not in _list_characters()}
    symbols = {c for c in lacking if unicodedata.category(c) in SYMBOLS or "\ufe00" <= c <= "\ufe0f"}
    text = " ".join("".join(c for c in name if c not in symbols).split())
    if not can_machine_print("".join(sorted(lacking - symbols))):
        return PrintedName(remark="The name you gave has letters that no font here has, so it is not printed.")
    if symbols:
        return PrintedName(text, "Emoji and other symbols that our fonts lack are left out of the name.")
    return PrintedName(text)


@cache
def _list_characters() -> frozenset[int]:
    with TTFont(settings.FONTS_DIR / "advisor-sans-400.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def can_machine_print(characters: str) -> bool:
    """Return whether a font of this machine has all these characters, as the PDF worker's fontconfig sees it."""
    if not characters:
        return True
    wanted = ":charset=" + " ".join(f"{ord(character):x}" for character in characters)
    try:
        found = subprocess.run(  # noqa: S603  # holds hexadecimal numbers only
            ["fc-list", wanted, "family"],  # noqa: S607  # where it is depends on the system
            capture_output=True, check=True, timeout=LONGEST_SEARCH,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return False
    return bool(found.stdout.strip())
