"""Finds the one face in a picture, or says why there is none."""

import math
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from decision.photo_check.landmarks import SHOULDER_DOWN, Eye, Face, Outline, estimate_outline, list_outline
from decision.photo_check.models import MASK_SIDE, Cells, FaceModels, Mesh, Numbers
from decision.pictures.geometry import Box, Point

Problem = Literal["none", "several", "turned"]

MIN_PRESENCE = math.log(0.8 / 0.2)
"""The model returns log-odds. From here on something counts as a possible face, so that the picture has several."""
SURE_PRESENCE = 6.0
"""Only a face that is this certain is measured. Upright portraits reach 13 to 32, animals at most 0."""
SURE_TURNED = 8.0
"""The same for a face on its side or upside down: portraits reach 12 to 38, a cheetah 5."""
MIN_SHARE = 0.25
"""A second face counts from this share of the widest one. Smaller ones are people in the background."""
MOST_LARGER = 2.0
"""A face isn't the person in the picture if something this many times as wide might be a face, too."""
MOST_FACES = 12
"""The widest are examined; twice as many are several all the same."""
TURNED = 0.22
"""A face is turned away when the nose is this close to one edge of it (0.5 is straight ahead)."""
MAX_TILT = 0.7
"""Difference in height of the eyes over their distance: 35 degrees."""
EYE_MARGIN = 2.3
"""The iris model needs a square this many times the width of an eye."""
PERSON = 0.5

# Landmarks of the mesh, by MediaPipe's numbers. Left and right are those of the picture.
LEFT_EDGE, RIGHT_EDGE, FOREHEAD, CHIN, NOSE = 234, 454, 10, 152, 1
LEFT_EYE, RIGHT_EYE = (33, 133), (362, 263)
MOUTH_LEFT, MOUTH_RIGHT, LIP_TOP, LIP_BOTTOM = 61, 291, 0, 17
LEFT_CHEEK, RIGHT_CHEEK = 205, 425


@dataclass(frozen=True)
class Finding:
    """A face, or why there is none."""

    face: Face | None
    problem: Problem | None = None


def find_face(image: Image.Image, models: FaceModels) -> Finding:
    """Return the one face in a picture, in pixels of `image`, or why there is none."""
    detections = sorted(models.detect(image), key=lambda detection: -detection.box.width)[:MOST_FACES]
    seen = [(detection.box.width, models.find_mesh(image, detection.box)) for detection in detections]
    faces = [(width, mesh) for width, mesh in seen if is_possible(mesh)]
    # Only now are small ones left out: the widest detection may be no face at all.
    if sum(width >= MIN_SHARE * faces[0][0] for width, _ in faces) > 1:
        return Finding(None, "several")
    if not faces or seen[0][0] > MOST_LARGER * faces[0][0]:
        return Finding(None, "none")
    mesh = faces[0][1]
    is_lying = mesh.presence_turned > max(SURE_TURNED, mesh.presence)
    if not is_lying and mesh.presence < SURE_PRESENCE:
        return Finding(None, "none")
    if is_lying or is_turned(mesh.points):
        return Finding(None, "turned")
    return Finding(read_face(image, models, mesh.points))


def is_possible(mesh: Mesh) -> bool:
    """Return whether landmarks may be those of a face, in whichever rotation."""
    return mesh.presence > MIN_PRESENCE or mesh.presence_turned > SURE_TURNED


def is_turned(points: Numbers) -> bool:
    """Return whether a face is turned away or tilted far."""
    left, right = points[LEFT_EDGE, 0], points[RIGHT_EDGE, 0]
    nose = (points[NOSE, 0] - left) / max(1.0, right - left)
    one, other = (points[list(eye)].mean(axis=0) for eye in (LEFT_EYE, RIGHT_EYE))
    tilt = abs(other[1] - one[1]) / max(1.0, abs(other[0] - one[0]))
    return bool(not TURNED <= nose <= 1 - TURNED or tilt > MAX_TILT)


def read_face(image: Image.Image, models: FaceModels, points: Numbers) -> Face:
    """Return the parts of a face from its landmarks, the irises and the outline of the person."""
    box = Box(
        float(points[LEFT_EDGE, 0]),
        float(points[FOREHEAD, 1]),
        float(points[RIGHT_EDGE, 0]),
        float(points[CHIN, 1]),
    )
    return Face(
        box=box,
        eyes=(_read_eye(image, models, points, LEFT_EYE), _read_eye(image, models, points, RIGHT_EYE)),
        mouth=Box(
            float(points[MOUTH_LEFT, 0]),
            float(points[LIP_TOP, 1]),
            float(points[MOUTH_RIGHT, 0]),
            float(points[LIP_BOTTOM, 1]),
        ),
        cheeks=(_at(points, LEFT_CHEEK), _at(points, RIGHT_CHEEK)),
        outline=trace_outline(models.mask_person(image), box, image.size),
    )


def _at(points: Numbers, number: int) -> Point:
    return Point(float(points[number, 0]), float(points[number, 1]))


def _read_eye(image: Image.Image, models: FaceModels, points: Numbers, corners: tuple[int, int]) -> Eye:
    one, other = _at(points, corners[0]), _at(points, corners[1])
    middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
    area = Box.around(middle, abs(other.x - one.x) * EYE_MARGIN)
    center, radius = models.measure_iris(image, area, mirrored=corners == RIGHT_EYE)
    return Eye(center, radius)


def trace_outline(mask: Numbers, box: Box, size: tuple[int, int]) -> Outline:
    """Return the edge of the person around a face. Where the mask shows no edge inside the picture, the usual place
    is used instead."""
    cells = Box(
        box.left / size[0] * MASK_SIDE,
        box.top / size[1] * MASK_SIDE,
        box.right / size[0] * MASK_SIDE,
        box.bottom / size[1] * MASK_SIDE,
    )
    person = mask > PERSON
    middle, hairline = int(cells.center.x), int(cells.top)
    usual = list_outline(estimate_outline(box.center, box.width))
    found = (
        _walk(person, middle, hairline, (-1, 0)),
        _walk(person, middle, hairline, (0, -1)),
        _walk(person, middle, hairline, (1, 0)),
        _find_shoulder(person, cells, -1),
        _find_shoulder(person, cells, 1),
    )
    across, down = size[0] / MASK_SIDE, size[1] / MASK_SIDE
    return Outline(
        *(
            Point((cell[0] + 0.5) * across, (cell[1] + 0.5) * down) if cell else estimate
            for cell, estimate in zip(found, usual, strict=True)
        )
    )


def _find_shoulder(person: Cells, cells: Box, side: int) -> tuple[int, int] | None:
    """Return where the shoulder ends to one side (-1 or 1) below the chin. If it reaches beyond the picture, return its
    upper edge two thirds of the way to the edge of the picture."""
    middle, shoulders = int(cells.center.x), int(cells.bottom + SHOULDER_DOWN * cells.width)
    edge = 0 if side < 0 else MASK_SIDE - 1
    return _walk(person, middle, shoulders, (side, 0)) or _walk(person, (middle + 2 * edge) // 3, shoulders, (0, -1))


def _walk(person: Cells, x: int, y: int, step: tuple[int, int]) -> tuple[int, int] | None:
    """Return the last cell of the person in one direction; None when the start or the edge is outside the picture."""
    inside = range(MASK_SIDE)
    if x not in inside or y not in inside or not person[y, x]:
        return None
    while person[y, x]:
        x, y = x + step[0], y + step[1]
        if x not in inside or y not in inside:
            return None
    return x - step[0], y - step[1]
