"""What destinations ask of a picture, in numbers from destinations.toml, and how a picture compares."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from decision.content import content
from decision.content.load import ContentError, read_records
from decision.content.model import Record
from decision.photo_check.crop import crop_for
from decision.photo_check.landmarks import Face
from decision.photo_check.renditions import USUAL, Rendition, render_large
from decision.pictures.headers import PictureFormat
from decision.pictures.open import Picture

FILE = Path(__file__).with_name("destinations.toml")

GENERAL_SIZES = (48, 72, 100, 200, 400, 800)
"""Common sizes of portraits in CSS pixels, for a person who named no use."""
USUAL_SIZES = {
    "community-profile": (48, 72, 200),
    "personal-website": (200, 400, 800),
    "company-page": (200, 400, 800),
    "client-facing-bio": (200, 400, 800),
    "medical-bio": (100, 200, 400),
    "faculty-page": (200, 400),
    "job-application": (100, 200, 400),
}
"""Use -> more sizes, where destinations do not say how large they show a portrait."""


class Specification(Record, frozen=True):
    """The numbers of one destination. None or empty means that nothing is published, or nothing can be measured."""

    ratio: float | None = None
    circle: bool = False
    least: tuple[int, int] | None = None
    target: tuple[int, int] | None = None
    min_bytes: int | None = None
    max_bytes: int | None = None
    formats: tuple[PictureFormat, ...] = ()
    shown: tuple[int, ...] = ()
    print: bool = False


@cache
def load_specifications() -> Mapping[str, Specification]:
    """Return destination key -> numbers, read and checked once."""
    return read_specifications(FILE)


def read_specifications(file: Path) -> Mapping[str, Specification]:
    """Return the specifications in a file.

    Raises:
        ContentError: the file is wrong, or names an unknown destination.
    """
    found = read_records(file, Specification)
    for key in found:
        if key not in content().destinations:
            raise ContentError(f"{file.name}: there is no destination [{key}]")
    return found


def specify(destination: str) -> Specification:
    """Return the numbers of a destination, which may all be empty."""
    return load_specifications().get(destination) or Specification(key=destination)


def list_sizes(uses: tuple[str, ...]) -> tuple[int, ...]:
    """Return the sizes in CSS pixels that portraits are shown at for these uses, the smallest first.

    Where no place publishes one, the general sizes.
    """
    if not uses:
        return GENERAL_SIZES
    places = [specify(place.key) for use in uses for place in content().destinations_for(use)]
    found = {size for place in places for size in place.shown}
    return tuple(sorted(found.union(*(USUAL_SIZES.get(use, ()) for use in uses)))) or GENERAL_SIZES


def list_round_sizes(uses: tuple[str, ...]) -> tuple[int, ...]:
    """Return the sizes that places show as a circle. Without uses, all but the largest."""
    if not uses:
        return GENERAL_SIZES[:-1]
    places = [specify(place.key) for use in uses for place in content().destinations_for(use)]
    return tuple(sorted({size for place in places if place.circle for size in place.shown}))


def is_printed(uses: tuple[str, ...]) -> bool:
    """Return whether any place for these uses prints portraits. True without uses."""
    return not uses or any(specify(place.key).print for use in uses for place in content().destinations_for(use))


Aspect = Literal["pixels", "ratio", "file_size", "formats"]
State = Literal["meets", "change", "not-published"]

KB, MB = 1000, 1_000_000
PREVIEW = 160, 200
"""CSS pixels across and down that a crop is shown in."""
RATIO_ROOM = 0.02
"""A picture has a ratio when it is within 2 percent of it."""


@dataclass(frozen=True)
class Match:
    """How one aspect of a picture compares with what a destination asks. `value` is the picture's, in words."""

    aspect: Aspect
    state: State
    value: str


@dataclass(frozen=True)
class Comparison:
    destination: str
    crop: tuple[int, int]
    """The pixels that the picture has in the destination's shape."""
    face_share: int
    """Percent of the crop's width that the face takes."""
    matches: tuple[Match, ...]
    preview: Rendition
    is_circle: bool


def compare_picture(picture: Picture, face: Face, destination: str) -> Comparison:
    """Return how a picture compares with a destination (a key of destinations.toml)."""
    asked = specify(destination)
    box = crop_for(face, picture.size, asked.ratio)
    crop = round(box.width / picture.scale), round(box.height / picture.scale)
    return Comparison(
        destination=destination,
        crop=crop,
        face_share=round(100 * face.box.width / box.width),
        matches=(
            _match_pixels(asked, crop),
            _match_ratio(asked, picture),
            _match_bytes(asked, picture.file_size),
            _match_format(asked, picture),
        ),
        preview=render_large(picture, box, round(min(PREVIEW[0], PREVIEW[1] * box.width / box.height)), USUAL),
        is_circle=asked.circle,
    )


def _match_pixels(asked: Specification, crop: tuple[int, int]) -> Match:
    wanted = asked.least or asked.target
    value = f"{crop[0]} × {crop[1]}"
    if wanted is None:
        return Match("pixels", "not-published", value)
    enough = crop[0] >= wanted[0] and crop[1] >= wanted[1]
    return Match("pixels", "meets" if enough else "change", value)


def _match_ratio(asked: Specification, picture: Picture) -> Match:
    value = f"{picture.width} × {picture.height}"
    if asked.ratio is None:
        return Match("ratio", "not-published", value)
    fits = abs(picture.width / picture.height / asked.ratio - 1) <= RATIO_ROOM
    return Match("ratio", "meets" if fits else "change", value)


def _match_bytes(asked: Specification, size: int) -> Match:
    value = describe_bytes(size)
    if asked.max_bytes is None and asked.min_bytes is None:
        return Match("file_size", "not-published", value)
    fits = (asked.min_bytes or 0) <= size <= (asked.max_bytes or size)
    return Match("file_size", "meets" if fits else "change", value)


def _match_format(asked: Specification, picture: Picture) -> Match:
    value = "WebP" if picture.format == "WEBP" else picture.format
    if not asked.formats:
        return Match("formats", "not-published", value)
    return Match("formats", "meets" if picture.format in asked.formats else "change", value)


def describe_bytes(size: int) -> str:
    """Return a file size as people write it: 84 KB, 2.1 MB."""
    return f"{max(1, round(size / KB))} KB" if size < MB else f"{size / MB:.1f} MB"
