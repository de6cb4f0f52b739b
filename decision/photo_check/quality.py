"""What can be measured in a portrait. Never skin, likeness or whether it is AI-made, and no total score.

Sharpness is measured in the band around the eyes, after scaling it to one size: in a sharp portrait, lashes and
irises are sharp for anyone, whatever their skin. The limits come from a dozen portraits, some blurred or enlarged.
"""

import numpy as np
from PIL import Image, ImageFilter

from decision.photo_check.landmarks import Face
from decision.photo_check.messages import SHARP, Measure
from decision.pictures.geometry import Box, Point
from decision.pictures.open import Picture

BAND_PIXELS = 256
"""The face is scaled to this width before sharpness is measured."""
LEAST = 48
"""Pixels. A smaller band is too small to measure."""
REAL_DETAIL = 0.05
"""Below this, halving the picture loses nothing: it was enlarged, or is out of focus."""
BURNED, MOST_BURNED = 250, 1.0
"""A pixel is burned out when all three colors are this bright. More than this percent of a face is visible."""
DIM = 150
"""The brightest percent of a picture should reach this; 255 is white."""
SMALL_FACE = 200
"""Pixels. A narrower face looks coarse on any page that shows it large."""
SAMPLE = 192
"""Pixels of each side of the sample in which light is measured."""
TIGHT = 2.0
"""Percent of the picture's height above the hair."""


def measure_picture(picture: Picture) -> tuple[Measure, ...]:
    """Return what can be measured without knowing where the face is."""
    return measure_range(picture), Measure("profile", "good", picture.colors.profile or "none")


def measure_face(picture: Picture, face: Face, *, is_found: bool) -> tuple[Measure, ...]:
    """Return what is measured on a face. The room above the hair is unknown when the face was placed by hand."""
    box = find_band(face).clamp(picture.size)
    band = picture.resample(box, (max(1, round(box.width)), max(1, round(box.height)))).convert("L")
    return (
        measure_sharpness(band),
        measure_detail(band, picture),
        measure_highlights(picture, face),
        measure_width(picture, face),
        measure_head_room(picture, face) if is_found else Measure("head-room", "unknown", None),
    )


def find_band(face: Face) -> Box:
    """Return the band around both eyes, as wide as the face."""
    left, right = (eye.center for eye in face.eyes)
    middle = Point((left.x + right.x) / 2, (left.y + right.y) / 2)
    return Box.around(middle, face.box.width, 0.42 * face.box.width)


def measure_sharpness(band: Image.Image) -> Measure:
    """Return how much fine detail there is when the face is 256 pixels wide; unknown for a smaller face."""
    if band.width < BAND_PIXELS * 0.75 or min(band.size) < LEAST:
        return Measure("sharpness", "unknown", None)
    scaled = band.resize((BAND_PIXELS, max(LEAST, BAND_PIXELS * band.height // band.width)), Image.Resampling.LANCZOS)
    loss = find_loss(scaled)
    return Measure("sharpness", "good" if loss >= SHARP else "change", round(loss, 3))


def measure_detail(band: Image.Image, picture: Picture) -> Measure:
    """Return the pixels across of the smallest picture that would hold the same detail."""
    width = picture.width
    while min(band.size) >= LEAST and find_loss(band) < REAL_DETAIL:
        width //= 2
        band = band.resize((band.width // 2, band.height // 2), Image.Resampling.LANCZOS)
    return Measure("detail", "good" if width == picture.width else "change", width)


def find_loss(gray: Image.Image) -> float:
    """Return what halving a picture loses, as a share of all its detail (0 is nothing, 0.2 a crisp portrait)."""
    small = gray.resize((max(2, gray.width // 2), max(2, gray.height // 2)), Image.Resampling.LANCZOS)
    back = small.resize(gray.size, Image.Resampling.BICUBIC)
    ground = gray.filter(ImageFilter.GaussianBlur(gray.width / 32))
    fine, whole, coarse = (np.asarray(image, np.float32)[4:-4, 4:-4] for image in (gray, back, ground))
    drawing = float(np.abs(fine - coarse).mean())
    return float(np.abs(fine - whole).mean()) / drawing if drawing > 1 else 0.0


def measure_highlights(picture: Picture, face: Face) -> Measure:
    """Return the percent of the face that is burned out to white."""
    box = face.box.clamp(picture.size)
    part = np.asarray(picture.resample(box, (SAMPLE, SAMPLE)))
    burned = 100 * float((part >= BURNED).all(axis=2).mean())
    return Measure("highlights", "good" if burned <= MOST_BURNED else "change", round(burned, 1))


def measure_range(picture: Picture) -> Measure:
    """Return how bright the brightest percent of the picture is. Not of the face, because that would judge skin."""
    whole = picture.resample(picture.whole, (SAMPLE, SAMPLE)).convert("L")
    brightest = float(np.percentile(np.asarray(whole), 99))
    return Measure("range", "good" if brightest >= DIM else "change", round(brightest))


def measure_width(picture: Picture, face: Face) -> Measure:
    """Return the width of the face in pixels of the file."""
    width = round(face.box.width / picture.scale)
    return Measure("face-size", "good" if width >= SMALL_FACE else "change", width)


def measure_head_room(picture: Picture, face: Face) -> Measure:
    """Return the percent of the picture's height that is free above the hair."""
    free = 100 * max(0.0, face.outline.hair_top.y) / picture.size[1]
    return Measure("head-room", "good" if free >= TIGHT else "change", round(free, 1))
