"""What destinations ask of a picture, in numbers; read from destinations.toml and checked once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from decision.content import content
from decision.content.load import ContentError, read_records
from decision.content.model import Record
from decision.pictures.headers import PictureFormat

FILE = Path(__file__).with_name("destinations.toml")

GENERAL_SIZES = (48, 72, 100, 200, 400, 800)
"""CSS pixels at which portraits are seen somewhere, for a person who named no use."""
USUAL_SIZES = {
    "community-profile": (48, 72, 200),
    "personal-website": (200, 400, 800),
    "company-page": (200, 400, 800),
    "client-facing-bio": (200, 400, 800),
    "medical-bio": (100, 200, 400),
    "faculty-page": (200, 400),
    "job-application": (100, 200, 400),
}
"""Use -> further CSS pixels, where its destinations do not say how large they show a portrait."""


class Specification(Record, frozen=True):
    """The numbers of one destination; None or empty where nothing is published or nothing can be measured."""

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
        ContentError: the file is wrong, or names a destination that there is not.
    """
    found = read_records(file, Specification)
    for key in found:
        if key not in content().destinations:
            raise ContentError(f"{file.name}: there is no destination [{key}]")
    return found


def specify(destination: str) -> Specification:
    """Return the numbers of a destination; empty ones where there are none."""
    return load_specifications().get(destination) or Specification(key=destination)


def list_sizes(uses: tuple[str, ...]) -> tuple[int, ...]:
    """Return the CSS pixels at which portraits are seen for these uses, the smallest first."""
    if not uses:
        return GENERAL_SIZES
    places = [specify(place.key) for use in uses for place in content().destinations_for(use)]
    found = {size for place in places for size in place.shown}
    return tuple(sorted(found.union(*(USUAL_SIZES.get(use, ()) for use in uses))))


def list_round_sizes(uses: tuple[str, ...]) -> tuple[int, ...]:
    """Return those of the sizes at which places cut portraits to a circle. Without uses: all but the largest."""
    if not uses:
        return GENERAL_SIZES[:-1]
    places = [specify(place.key) for use in uses for place in content().destinations_for(use)]
    return tuple(sorted({size for place in places if place.circle for size in place.shown}))


def is_printed(uses: tuple[str, ...]) -> bool:
    """Whether some place for these uses prints portraits. Without uses: yes."""
    return not uses or any(specify(place.key).print for use in uses for place in content().destinations_for(use))
