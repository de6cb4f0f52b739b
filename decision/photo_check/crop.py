"""The crop for a destination: its ratio, with the face at a good size and room above the head."""

from decision.photo_check.landmarks import Face
from decision.pictures.geometry import Box, Point

FACE_ROOM = 2.6
"""The shorter side of a crop in widths of the face: head and shoulders."""
EYE_LINE = 0.42
"""Where the eyes are, as a share of the crop's height from the top."""
HEAD_ROOM = 0.04
"""The least room above the hair, as a share of the crop's height."""


def crop_for(face: Face, size: tuple[int, int], ratio: float | None) -> Box:
    """Return the crop of this ratio (width over height) around a face; without a ratio, the whole picture."""
    if ratio is None:
        return Box(0, 0, *size)
    width, height = _fit(face.box.width * FACE_ROOM, ratio, size)
    eyes = (face.eyes[0].center.y + face.eyes[1].center.y) / 2
    top = min(eyes - EYE_LINE * height, face.outline.hair_top.y - HEAD_ROOM * height)
    return Box.around(Point(face.box.center.x, top + height / 2), width, height).clamp(size)


def _fit(short: float, ratio: float, size: tuple[int, int]) -> tuple[float, float]:
    """Return width and height with this shorter side, or less when the picture is smaller."""
    width, height = (short * ratio, short) if ratio > 1 else (short, short / ratio)
    fit = min(1.0, size[0] / width, size[1] / height)
    return width * fit, height * fit
