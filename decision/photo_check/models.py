"""Four small models that find a face and its parts. They run on this machine, and only with consent.

All come from MediaPipe (Apache-2.0), and `tools/build_models.py` puts them in a folder. Only this module imports the
runtime.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from decision.pictures.geometry import Box, Point

if TYPE_CHECKING:
    from ai_edge_litert.interpreter import Interpreter

Numbers = NDArray[np.float32]
Cells = NDArray[np.bool_]

MODEL_FILES = {
    "face_detection_back.tflite": "e376cf6b168d5ece8a3cedb94acc4eb168a136aede125ccc3d903ef38f5beda8",
    "face_landmark.tflite": "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
    "iris_landmark.tflite": "d1744d2a09c25f501d39eba4faff47e53ecca8852c5ce19bce8eeac39357521f",
    "selfie_segmentation.tflite": "9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
}
"""File -> SHA-256."""

DETECTOR_SIDE, MESH_SIDE, IRIS_SIDE, MASK_SIDE = 256, 192, 64, 256
MIN_SCORE = 0.5
MESH_MARGIN = 1.5
"""The mesh model needs an area 1.5 times the detector's box."""


@dataclass(frozen=True)
class Detection:
    """A face that the detector found, in pixels of the picture."""

    box: Box
    score: float


def has_models(folder: Path) -> bool:
    """Return whether all four files are there and unchanged."""
    return all(_is_intact(folder / name, digest) for name, digest in MODEL_FILES.items())


def _is_intact(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


@dataclass(frozen=True)
class Mesh:
    """The landmarks of a face: 468 points, in pixels of the picture. The other two are log-odds that this is a face,
    upright and at the best of three rotations (a quarter, a half, three quarters)."""

    points: Numbers
    presence: float
    presence_turned: float


class FaceModels:
    """The four models, loaded once. Only one thread at a time may use them."""

    def __init__(self, folder: Path) -> None:
        self._detector, self._mesh, self._iris, self._mask = (_load(folder / name) for name in MODEL_FILES)
        self._anchors = _list_anchors()

    def detect(self, image: Image.Image) -> list[Detection]:
        """Return the faces in a picture, each once, the most certain first."""
        square = ImageOps.pad(image, (DETECTOR_SIDE, DETECTOR_SIDE), Image.Resampling.BILINEAR)
        boxes, scores = _run(self._detector, np.asarray(square, np.float32) / 127.5 - 1)
        sure = 1 / (1 + np.exp(-np.clip(scores[:, 0], -80, 80)))
        side = max(image.size)
        shift = Point((side - image.width) / 2, (side - image.height) / 2)
        kept: list[Detection] = []
        for number in np.argsort(-sure):
            if sure[number] < MIN_SCORE:
                break
            middle = (boxes[number, :2] / DETECTOR_SIDE + self._anchors[number]) * side - shift
            width, height = boxes[number, 2:4] / DETECTOR_SIDE * side
            found = Detection(
                Box.around(Point(float(middle[0]), float(middle[1])), float(width), float(height)), float(sure[number])
            )
            if all(_are_apart(found.box, other.box) for other in kept):
                kept.append(found)
        return kept

    def find_mesh(self, image: Image.Image, box: Box) -> Mesh:
        """Return the landmarks around a detected face. They are right only when the face is upright. The model sees an
        upright face in any other, too, and is then more certain of a rotated one."""
        area = Box.around(box.center, max(box.width, box.height) * MESH_MARGIN)
        part = _cut(image, area, MESH_SIDE)
        points, presence = _run(self._mesh, part)
        turned = max(float(_run(self._mesh, np.rot90(part, quarters))[1].ravel()[0]) for quarters in (1, 2, 3))
        flat = points.reshape(-1, 3)[:, :2] * np.float32(area.width / MESH_SIDE)
        return Mesh(flat + np.array([area.left, area.top], np.float32), float(presence.ravel()[0]), turned)

    def measure_iris(self, image: Image.Image, area: Box, *, mirrored: bool) -> tuple[Point, float]:
        """Return middle and radius of the iris in the square `area`, in pixels. The model knows one eye only, so the
        other is `mirrored`."""
        part = _cut(image, area, IRIS_SIDE)
        _, iris = _run(self._iris, part[:, ::-1] if mirrored else part)
        points = iris.reshape(-1, 3)[:, :2] / IRIS_SIDE
        if mirrored:
            points[:, 0] = 1 - points[:, 0]
        middle = points[0] * area.width
        radius = float(np.linalg.norm(points[1] - points[3])) * area.width / 2
        return Point(area.left + float(middle[0]), area.top + float(middle[1])), radius

    def mask_person(self, image: Image.Image) -> Numbers:
        """Return how much of each of 256 × 256 cells is person (0 to 1)."""
        (mask,) = _run(self._mask, _scale(image, MASK_SIDE))
        return mask[..., 0]


def _load(path: Path) -> "Interpreter":
    from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415  # 9 MB that only the photo worker needs

    interpreter = Interpreter(str(path), num_threads=1)
    interpreter.allocate_tensors()
    return interpreter


def _run(interpreter: "Interpreter", values: Numbers) -> Sequence[Numbers]:
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], np.ascontiguousarray(values[None]))
    interpreter.invoke()
    return [interpreter.get_tensor(detail["index"])[0] for detail in interpreter.get_output_details()]


def _cut(image: Image.Image, area: Box, side: int) -> Numbers:
    """Return a square area as values from 0 to 1. Beyond the edge of the picture it is black."""
    return _scale(image.crop(area.as_pixels()), side)


def _scale(image: Image.Image, side: int) -> Numbers:
    return np.asarray(image.resize((side, side), Image.Resampling.BILINEAR), np.float32) / np.float32(255)


def _list_anchors() -> Numbers:
    """Return the middles of the detector's 896 anchors: two in each cell of 16 × 16, six in each of 8 × 8."""
    centers = [
        ((x + 0.5) / cells, (y + 0.5) / cells)
        for cells, repeats in ((16, 2), (8, 6))
        for y in range(cells)
        for x in range(cells)
        for _ in range(repeats)
    ]
    return np.array(centers, np.float32)


def _are_apart(one: Box, other: Box) -> bool:
    reach = max(other.width, other.height) / 2
    return max(abs(one.center.x - other.center.x), abs(one.center.y - other.center.y)) > reach
