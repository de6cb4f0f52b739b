"""The parts of a portrait that a careful viewer looks at, cut out and enlarged."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from decision.photo_check.landmarks import Face
from decision.photo_check.renditions import FINE, USUAL, Rendition, render_large
from decision.pictures.geometry import Box, Point
from decision.pictures.open import Picture

MIN_IRIS = 8
"""Pixels of the file. With a smaller iris radius, the fine parts of a face can't be judged."""
SMALLEST_PARTS = ("eyes", "glasses", "mouth", "skin", "hair")
"""Details that need these pixels."""
BROAD = ("clothing", "light")
"""Details where shapes matter more than edges. A lower quality halves their bytes."""
LEAST_INSIDE = 0.4
"""The share of a part that has to be in the picture."""
CLOSE, MEDIUM, WIDE = 240, 360, 560
"""CSS pixels across, for three, two and one cut-out in a row."""


@dataclass(frozen=True)
class CutOut:
    """One enlarged part. `what` says which of several; it is empty when there is only one."""

    what: str
    rendition: Rendition


def list_boxes(face: Face) -> Mapping[str, tuple[tuple[str, Box, int], ...]]:
    """Return detail -> (what, box in pixels of the picture, CSS pixels across)."""
    width = face.box.width
    left, right = face.eyes
    band = Point((left.center.x + right.center.x) / 2, (left.center.y + right.center.y) / 2)
    chest = Point(face.box.center.x, face.box.bottom + 0.75 * width)
    outline = face.outline
    return MappingProxyType(
        {
            "eyes": (
                ("left in the picture", Box.around(left.center, 8 * left.radius), CLOSE),
                ("right in the picture", Box.around(right.center, 8 * right.radius), CLOSE),
            ),
            "glasses": (("", Box.around(band, 1.2 * width, 0.45 * width), WIDE),),
            "mouth": (("", Box.around(face.mouth.center, 1.4 * face.mouth.width, 0.8 * face.mouth.width), MEDIUM),),
            "skin": (
                ("left in the picture", Box.around(face.cheeks[0], 0.32 * width), CLOSE),
                ("right in the picture", Box.around(face.cheeks[1], 0.32 * width), CLOSE),
            ),
            "hair": (
                ("left in the picture", Box.around(outline.hair_left, 0.45 * width), CLOSE),
                ("top", Box.around(outline.hair_top, 0.45 * width), CLOSE),
                ("right in the picture", Box.around(outline.hair_right, 0.45 * width), CLOSE),
            ),
            "shoulders": (
                ("left in the picture", Box.around(outline.shoulder_left, 0.7 * width), CLOSE),
                ("right in the picture", Box.around(outline.shoulder_right, 0.7 * width), CLOSE),
            ),
            "clothing": (("", Box.around(chest, 2 * width, 1.3 * width), WIDE),),
            "light": (("", Box.around(face.box.center, 1.5 * width, 1.7 * width), MEDIUM),),
        }
    )


@dataclass(frozen=True)
class Spot:
    """Where a part is in the whole picture, in percent of its width and height."""

    x: float
    y: float
    width: float
    height: float


def locate_spots(size: tuple[int, int], face: Face) -> Mapping[str, tuple[Spot, ...]]:
    """Return detail -> where its parts are in a picture of this size, without those beyond its edge."""
    return {
        detail: tuple(_outline(box.cut(size), size) for _, box, _ in boxes if is_inside(box, size))
        for detail, boxes in list_boxes(face).items()
    }


def _outline(box: Box, size: tuple[int, int]) -> Spot:
    across, down = 100 / size[0], 100 / size[1]
    left, top, width, height = box.left * across, box.top * down, box.width * across, box.height * down
    return Spot(round(left, 1), round(top, 1), round(width, 1), round(height, 1))


def magnify(picture: Picture, face: Face) -> Mapping[str, tuple[CutOut, ...]]:
    """Return detail -> its cut-outs, without the parts beyond the edge of the picture."""
    size = picture.size
    return {
        detail: tuple(
            CutOut(what, render_large(picture, box.cut(size), across, USUAL if detail in BROAD else FINE))
            for what, box, across in boxes
            if is_inside(box, size)
        )
        for detail, boxes in list_boxes(face).items()
    }


def is_inside(box: Box, size: tuple[int, int]) -> bool:
    """Return whether enough of a box is in the picture to show it. It is never moved: that would show another part."""
    part = box.cut(size)
    if part.width < 1 or part.height < 1:
        return False
    return part.width * part.height >= LEAST_INSIDE * box.width * box.height


def list_outside(picture: Picture, face: Face) -> tuple[str, ...]:
    """Return the details of which nothing is in the picture."""
    boxes = list_boxes(face).items()
    return tuple(detail for detail, parts in boxes if not any(is_inside(box, picture.size) for _, box, _ in parts))


def list_too_small(picture: Picture, face: Face) -> tuple[str, ...]:
    """Return the details with too few pixels to be judged."""
    radius = min(eye.radius for eye in face.eyes) / picture.scale
    return SMALLEST_PARTS if radius < MIN_IRIS else ()
