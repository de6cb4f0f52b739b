"""Points and boxes in a picture, in pixels from its top left corner."""

from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """Pixels to the right and down."""

    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A rectangle; it may reach beyond the picture until `clamp` brings it in."""

    left: float
    top: float
    right: float
    bottom: float

    @staticmethod
    def around(center: Point, width: float, height: float | None = None) -> "Box":
        """Return the box of this size around a point; square when no height is given."""
        half_width, half_height = width / 2, (width if height is None else height) / 2
        return Box(center.x - half_width, center.y - half_height, center.x + half_width, center.y + half_height)

    @property
    def width(self) -> float:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels down."""
        return self.bottom - self.top

    @property
    def center(self) -> Point:
        """The middle."""
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def clamp(self, size: tuple[int, int]) -> "Box":
        """Return the box moved into a picture of `size` (width, height), and cut where it is larger than that."""
        left, right = _clamp_side(self.left, self.right, size[0])
        top, bottom = _clamp_side(self.top, self.bottom, size[1])
        return Box(left, top, right, bottom)

    def cut(self, size: tuple[int, int]) -> "Box":
        """Return the part of the box inside a picture of `size`; its width or height is 0 or less if there is none."""
        return Box(max(0, self.left), max(0, self.top), min(size[0], self.right), min(size[1], self.bottom))

    def scale(self, factor: float) -> "Box":
        """Return the same box in a picture `factor` times as large."""
        return Box(self.left * factor, self.top * factor, self.right * factor, self.bottom * factor)

    def as_pixels(self) -> tuple[int, int, int, int]:
        """Return whole pixels, at least one across and down."""
        left, top = round(self.left), round(self.top)
        return left, top, max(left + 1, round(self.right)), max(top + 1, round(self.bottom))


def _clamp_side(start: float, end: float, limit: int) -> tuple[float, float]:
    length = min(end - start, limit)
    start = min(max(start, 0), limit - length)
    return start, start + length
