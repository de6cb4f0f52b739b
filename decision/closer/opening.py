"""From bytes to a picture that can be worked on: decoded within limits, upright, its colors understood."""

import warnings
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from PIL import Image, ImageCms, ImageFile

from decision.closer.boxes import Box
from decision.closer.headers import Header, PictureFormat, read_header
from decision.closer.limits import MAX_PIXELS, WORKING_PIXELS
from decision.closer.refusals import PictureRefusal

ORIENTATION = 0x0112  # the EXIF tag
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = (5, 6, 7, 8)

LEVELS = 4
OVERSAMPLE = 1.2
"""A part is resampled from the smallest level with this many pixels for each one wanted."""


@dataclass(frozen=True)
class Picture:
    """An opened picture. `image` is upright RGB, in the file's own colors until `resample`; at most 20 megapixels."""

    image: Image.Image
    format: PictureFormat
    width: int
    height: int
    """Pixels of the file, upright; `image` may have half of them each way."""
    file_size: int
    """Bytes."""
    profile: str | None
    """The name of the color profile, or None when the file has none or a damaged one."""
    transform: ImageCms.ImageCmsTransform | None
    exif: bytes

    @property
    def scale(self) -> float:
        """Pixels of `image` for each pixel of the file."""
        return self.image.width / self.width

    @cached_property
    def levels(self) -> tuple[Image.Image, ...]:
        """`image`, and the same at a half, a quarter and an eighth: small versions are made from the nearest one."""
        levels = [self.image]
        while len(levels) < LEVELS and min(levels[-1].size) > 1:
            levels.append(levels[-1].reduce(2))
        return tuple(levels)

    def resample(self, box: Box, size: tuple[int, int]) -> Image.Image:
        """Return a part of `image`, in sRGB and of this size in pixels."""
        level = 0
        while level + 1 < len(self.levels) and box.width >= OVERSAMPLE * size[0] * 2 ** (level + 1):
            level += 1
        source = self.levels[level]
        part = box.scale(0.5**level).clamp(source.size)
        window = (part.left, part.top, part.right, part.bottom)
        return self._in_srgb(source.resize(size, Image.Resampling.LANCZOS, box=window))

    def _in_srgb(self, part: Image.Image) -> Image.Image:
        if self.transform is None:
            return part
        turned = ImageCms.applyTransform(part, self.transform)
        return part if turned is None else turned


def open_picture(data: bytes) -> Picture:
    """Return the picture in `data`.

    Raises:
        PictureRefusal: as `read_header`, or the data cannot be decoded.
    """
    header = read_header(data)
    try:
        with warnings.catch_warnings(action="ignore"):  # Pillow warns of damaged metadata, which is common
            return _open(data, header)
    except PictureRefusal:
        raise
    except Exception as error:
        # On hostile files Pillow's readers raise nearly anything: OSError, SyntaxError, struct.error, KeyError …
        raise PictureRefusal("broken") from error


def _open(data: bytes, header: Header) -> Picture:
    stored = _load(data, header.format)
    orientation = _read_orientation(stored)
    profile, transform = _read_profile(stored)
    exif = stored.info.get("exif", b"")
    image = _turn(_flatten(_shrink(stored)), orientation)
    width, height = (header.height, header.width) if orientation in _LYING else (header.width, header.height)
    return Picture(image, header.format, width, height, len(data), profile, transform, exif)


def _load(data: bytes, kind: PictureFormat) -> Image.Image:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, wherever it is loaded as well, switches it on
    image = Image.open(BytesIO(data), formats=[kind])
    if image.width * image.height > MAX_PIXELS:  # the decoder's own reading counts as well
        raise PictureRefusal("too-many-pixels")
    if image.width * image.height > WORKING_PIXELS:
        image.draft(None, (image.width // 2, image.height // 2))
    image.load()
    return image


def _shrink(image: Image.Image) -> Image.Image:
    return image.reduce(2) if image.width * image.height > WORKING_PIXELS else image


def _flatten(image: Image.Image) -> Image.Image:
    """Return RGB; what is transparent lies on white, as most pages would show it."""
    if image.mode == "RGB":
        return image
    if "A" in image.getbands() or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    if image.mode.startswith("I"):  # 16 bits a pixel
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    return image.convert("RGB")


def _turn(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _read_orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(ORIENTATION, 1)
    except Exception:  # damaged EXIF must not cost a good picture
        return 1
    return value if isinstance(value, int) else 1


def _read_profile(image: Image.Image) -> tuple[str | None, ImageCms.ImageCmsTransform | None]:
    """Return the profile's name and, where its colors differ from sRGB, the way there."""
    data = image.info.get("icc_profile")
    if not data:
        return None, None
    try:
        profile = ImageCms.getOpenProfile(BytesIO(data))
        name = ImageCms.getProfileDescription(profile).strip()[:80]
        if "srgb" in name.lower() or image.mode not in ("RGB", "RGBA"):
            return name, None
        return name, ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None, None
