"""The crop that a destination wants: its ratio, the face at a good size, room above the head."""

from decision.photo_check.landmarks import Face
from decision.pictures.geometry import Box, Point

FACE_ROOM = 2.6
"""Widths of the face across the shorter side of a crop: head and shoulders."""
EYE_LINE = 0.42
"""The eyes stand this far down a crop."""
HEAD_ROOM = 0.04
"""Of a crop's height, at least this much above the hair."""


def crop_for(face: Face, size: tuple[int, int], ratio: float | None) -> Box:
    """Return the crop of this ratio (width over height) around a face, in a picture of `size`; all of it for None."""
    if ratio is None:
        return Box(0, 0, *size)
    width, height = _fit(face.box.width * FACE_ROOM, ratio, size)
    eyes = (face.eyes[0].center.y + face.eyes[1].center.y) / 2
    top = min(eyes - EYE_LINE * height, face.outline.hair_top.y - HEAD_ROOM * height)
    return Box.around(Point(face.box.center.x, top + height / 2), width, height).clamp(size)


def _fit(short: float, ratio: float, size: tuple[int, int]) -> tuple[float, float]:
    """Return width and height with this shorter side, smaller where the picture ends."""
    width, height = (short * ratio, short) if ratio > 1 else (short, short / ratio)
    fit = min(1.0, size[0] / width, size[1] / height)
    return width * fit, height * fit
