"""Where the parts of a face are, from landmarks or estimated from a frame that a person placed."""

from collections.abc import Sequence
from dataclasses import dataclass

from decision.pictures.geometry import Box, Point

# The proportions of a face, in widths of the face from its middle: the median of a dozen portraits.
HEIGHT = 1.19
EYE_ACROSS, EYE_UP = 0.235, 0.21
MOUTH_DOWN, MOUTH_WIDTH, MOUTH_HEIGHT = 0.27, 0.43, 0.13
CHEEK_ACROSS, CHEEK_DOWN = 0.24, 0.14
HAIR_ACROSS, HAIR_UP = 0.61, 0.58
SHOULDER_ACROSS, SHOULDER_DOWN = 1.35, 0.45
IRIS_RADIUS = 0.042


@dataclass(frozen=True)
class Frame:
    """A face framed by hand: its middle and its width in percent of the picture."""

    across: int = 50
    down: int = 40
    width: int = 33


@dataclass(frozen=True)
class Eye:
    """An eye. `radius` is the radius of the iris, in pixels."""

    center: Point
    radius: float


@dataclass(frozen=True)
class Outline:
    """Points on the edge between the person and the background."""

    hair_left: Point
    hair_top: Point
    hair_right: Point
    shoulder_left: Point
    shoulder_right: Point


@dataclass(frozen=True)
class Face:
    """A face in a picture, with left and right as seen there. `box` goes from ear to ear and hairline to chin."""

    box: Box
    eyes: tuple[Eye, Eye]
    mouth: Box
    cheeks: tuple[Point, Point]
    outline: Outline

    def scale(self, factor: float) -> "Face":
        """Return the face in a picture `factor` times as large."""
        points = [Point(point.x * factor, point.y * factor) for point in list_outline(self.outline)]
        left, right = (Eye(Point(e.center.x * factor, e.center.y * factor), e.radius * factor) for e in self.eyes)
        one, other = (Point(cheek.x * factor, cheek.y * factor) for cheek in self.cheeks)
        return Face(self.box.scale(factor), (left, right), self.mouth.scale(factor), (one, other), Outline(*points))


def list_outline(outline: Outline) -> tuple[Point, ...]:
    """Return the five points in the order of the fields."""
    return (
        outline.hair_left,
        outline.hair_top,
        outline.hair_right,
        outline.shoulder_left,
        outline.shoulder_right,
    )


def place_face(frame: Frame, size: tuple[int, int]) -> Face:
    """Return where the parts of a face usually are in a frame placed by hand."""
    middle = Point(size[0] * frame.across / 100, size[1] * frame.down / 100)
    width = size[0] * frame.width / 100
    return Face(
        box=Box.around(middle, width, width * HEIGHT),
        eyes=(
            Eye(_step(middle, width, -EYE_ACROSS, -EYE_UP), width * IRIS_RADIUS),
            Eye(_step(middle, width, EYE_ACROSS, -EYE_UP), width * IRIS_RADIUS),
        ),
        mouth=Box.around(_step(middle, width, 0, MOUTH_DOWN), width * MOUTH_WIDTH, width * MOUTH_HEIGHT),
        cheeks=(
            _step(middle, width, -CHEEK_ACROSS, CHEEK_DOWN),
            _step(middle, width, CHEEK_ACROSS, CHEEK_DOWN),
        ),
        outline=estimate_outline(middle, width),
    )


def estimate_outline(middle: Point, width: float) -> Outline:
    """Return where the edge of a person usually is around a face with this middle and width."""
    shoulder = HEIGHT / 2 + SHOULDER_DOWN
    steps: Sequence[tuple[float, float]] = (
        (-HAIR_ACROSS, -HEIGHT / 2),
        (0, -HEIGHT / 2 - HAIR_UP),
        (HAIR_ACROSS, -HEIGHT / 2),
        (-SHOULDER_ACROSS, shoulder),
        (SHOULDER_ACROSS, shoulder),
    )
    return Outline(*(_step(middle, width, across, down) for across, down in steps))


def _step(middle: Point, width: float, across: float, down: float) -> Point:
    return Point(middle.x + across * width, middle.y + down * width)
