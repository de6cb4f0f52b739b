"""A picture held against the numbers of a destination."""

from dataclasses import dataclass
from typing import Literal

from decision.photo_check.crop import crop_for
from decision.photo_check.destinations import Specification, specify
from decision.photo_check.landmarks import Face
from decision.pictures.open import Picture

Aspect = Literal["pixels", "ratio", "file_size", "formats"]
State = Literal["meets", "change", "not-published"]

KB, MB = 1000, 1_000_000
RATIO_ROOM = 0.02
"""A picture has a ratio when it is this near to it."""


@dataclass(frozen=True)
class Match:
    """How one aspect of a picture stands to what a destination asks. `value` is the picture's own, in words."""

    aspect: Aspect
    state: State
    value: str


@dataclass(frozen=True)
class Comparison:
    """A picture and a destination. `crop` are the pixels that the picture has for its shape."""

    destination: str
    crop: tuple[int, int]
    face_share: int
    """Percent of the crop's width that the face takes."""
    matches: tuple[Match, ...]


def compare_picture(picture: Picture, face: Face, destination: str) -> Comparison:
    """Return how a picture stands to a destination (a key of destinations.toml)."""
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
    value = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WebP"}[picture.format]
    if not asked.formats:
        return Match("formats", "not-published", value)
    return Match("formats", "meets" if picture.format in asked.formats else "change", value)


def describe_bytes(size: int) -> str:
    """Return a file size as people write it: 84 KB, 2.1 MB."""
    return f"{max(1, round(size / KB))} KB" if size < MB else f"{size / MB:.1f} MB"
