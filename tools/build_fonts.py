"""Build the fonts of the site and of the report from the installed font packages.

The Open Font License reserves the name "Source" for the fonts as Adobe made them. Cutting characters out changes
them, so our copies carry names of their own, and the licence is served beside them.

Writes var/assets/fonts/*.woff2 with their licences (served), and var/fonts-pdf/*.ttf (read by WeasyPrint only).
"""

from collections.abc import Iterable
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

import font_source_sans_pro
import font_source_serif_pro
from fontTools import subset
from fontTools.ttLib import TTFont

VAR_DIR = Path(__file__).resolve().parent.parent / "var"
WEB_DIR = VAR_DIR / "assets" / "fonts"
PDF_DIR = VAR_DIR / "fonts-pdf"

SANS_DIR = Path(font_source_sans_pro.font_directory)
SERIF_DIR = Path(font_source_serif_pro.font_directory)


# What headings show, in our own words only: ASCII, and our punctuation and marks.
HEADING_CHARACTERS = (*range(0x20, 0x7F), *map(ord, "\u00a0–—‘’“”…•′″→←×−≤≥½✓€™"))
# What other text may show: Latin-1 too, for what staff write.
TEXT_CHARACTERS = (*HEADING_CHARACTERS, *range(0xA1, 0x100), *map(ord, "Œœ"))
# What a name in a report may need: all that the fonts have of Latin, Greek, Cyrillic, punctuation and symbols.
PDF_CHARACTERS = tuple(range(0x20, 0x2800))

WEB_FEATURES = ["kern", "liga", "lnum", "tnum"]


class Face(NamedTuple):
    """One font file: where it comes from, what we call it, and the characters that browsers get, if it is for them."""

    source: Path
    family: str
    style: str
    name: str
    web_characters: tuple[int, ...] = ()


FACES = (
    Face(
        SERIF_DIR / "SourceSerifPro-Semibold.ttf", "Advisor Serif", "Semibold", "advisor-serif-600", HEADING_CHARACTERS
    ),
    Face(SANS_DIR / "SourceSansPro-Regular.ttf", "Advisor Sans", "Regular", "advisor-sans-400", TEXT_CHARACTERS),
    Face(SANS_DIR / "SourceSansPro-Semibold.ttf", "Advisor Sans", "Semibold", "advisor-sans-600", TEXT_CHARACTERS),
    Face(SERIF_DIR / "SourceSerifPro-Regular.ttf", "Advisor Serif", "Regular", "advisor-serif-400"),
    Face(SANS_DIR / "SourceSansPro-It.ttf", "Advisor Sans", "Italic", "advisor-sans-400-italic"),
)

NAME_FAMILY, NAME_STYLE, NAME_UNIQUE, NAME_FULL, NAME_POSTSCRIPT = 1, 2, 3, 4, 6
NAME_TRADEMARK, NAME_TYPO_FAMILY, NAME_TYPO_STYLE = 7, 16, 17
NAME_COPYRIGHT, NAME_LICENSE_ADDRESS = 0, 14
WEB_NAMES = [NAME_COPYRIGHT, NAME_FAMILY, NAME_STYLE, NAME_FULL, NAME_POSTSCRIPT, NAME_LICENSE_ADDRESS]
"""The whole license lies beside the files; browsers need no more names."""


def build_all() -> None:
    """Write every file anew, with the size of those that browsers load."""
    for folder in (WEB_DIR, PDF_DIR):
        folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        write_font(face, PDF_CHARACTERS, ["*"], PDF_DIR / f"{face.name}.ttf")
        if face.web_characters:
            write_font(face, face.web_characters, WEB_FEATURES, WEB_DIR / f"{face.name}.woff2")
    copyfile(SANS_DIR / "LICENSE.txt", WEB_DIR / "OFL-sans.txt")
    copyfile(SERIF_DIR / "LICENSE.txt", WEB_DIR / "OFL-serif.txt")
    sizes = {path.name: path.stat().st_size for path in sorted(WEB_DIR.glob("*.woff2"))}
    print("Fonts:", ", ".join(f"{name} {size / 1024:.1f} KiB" for name, size in sizes.items()))


def write_font(face: Face, characters: Iterable[int], features: list[str], target: Path) -> None:
    """Write the part of `face` that `characters` need to `target`, under our name."""
    is_for_web = target.suffix == ".woff2"
    options = subset.Options(
        flavor="woff2" if is_for_web else None,
        layout_features=features,
        hinting=False,  # screens and printers of today draw small text well without it, and it is half the bytes
        name_IDs=WEB_NAMES if is_for_web else ["*"],
        notdef_outline=True,
    )
    font = subset.load_font(str(face.source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    rename(font, face)
    subset.save_font(font, str(target), options)


def rename(font: TTFont, face: Face) -> None:
    """Put our family and style in the name table; copyright and licence stay as they are."""
    names = font["name"]
    postscript = f"{face.family}-{face.style}".replace(" ", "")
    for number in (NAME_UNIQUE, NAME_TRADEMARK, NAME_TYPO_FAMILY, NAME_TYPO_STYLE):
        names.removeNames(nameID=number)
    for number, text in {
        NAME_FAMILY: face.family,
        NAME_STYLE: face.style,
        NAME_UNIQUE: postscript,
        NAME_FULL: f"{face.family} {face.style}",
        NAME_POSTSCRIPT: postscript,
    }.items():
        names.setName(text, number, platformID=3, platEncID=1, langID=0x409)


if __name__ == "__main__":
    build_all()
