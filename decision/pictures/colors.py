"""Color profiles: what a file's numbers mean, and the way from there to sRGB, the colors of the web."""

from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import Literal, cast

from PIL import Image, ImageCms

from decision.pictures.color_codes import NamedColors, write_profile

CLOSE = 1
"""Two profiles are the same for us if no color differs by more than this, of 255."""
_STEPS = (0, 16, 36, 64, 100, 128, 160, 192, 224, 255)
_SPACES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}


@dataclass(frozen=True)
class Colors:
    """The name of a file's color profile, None if it has none or a damaged one; and the way from its colors to sRGB,
    None if they are sRGB or taken for it. `mode` is the kind of picture that this way starts from."""

    profile: str | None = None
    mode: str = "RGB"
    transform: ImageCms.ImageCmsTransform | None = None

    def to_srgb(self, part: Image.Image) -> Image.Image:
        """Return a picture in sRGB; one of another mode than the profile's is left as it is."""
        if self.transform is None or part.mode != self.mode:
            return part
        return cast(Image.Image, ImageCms.applyTransform(part, self.transform))  # None comes only when done in place


def read_colors(mode: str, data: object, named: NamedColors | None = None) -> Colors:
    """Return what a color profile says about a file whose pixels have this mode, or without one the numbers in the
    file. A profile for another kind of pixels is ignored, as browsers do."""
    space = _find_space(mode)
    try:
        if isinstance(data, bytes) and data:
            profile = ImageCms.getOpenProfile(BytesIO(data))
            name = ImageCms.getProfileDescription(profile).strip()[:80]
            if _SPACES.get(profile.profile.xcolor_space.strip()) != space:
                return Colors(name)
        elif named and space != "CMYK":
            profile, name = ImageCms.getOpenProfile(BytesIO(write_profile(named, space))), named.name
        else:
            return Colors()
        transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), space, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return Colors()
    return Colors(name) if _changes_nothing(transform, space) else Colors(name, space, transform)


def _find_space(mode: str) -> Literal["RGB", "L", "CMYK"]:
    if mode == "CMYK":
        return "CMYK"
    return "L" if mode in ("1", "L", "LA", "La") or mode.startswith("I") else "RGB"


def _changes_nothing(transform: ImageCms.ImageCmsTransform, space: str) -> bool:
    """Return whether a transform leaves a sample of colors as they are: profiles are compared by what they do, since
    names repeat and differ for reasons of their own."""
    if space == "CMYK":
        return False
    levels = [(step, step, step) for step in _STEPS] if space == "L" else list(product(_STEPS, repeat=3))
    before = Image.frombytes("RGB", (len(levels), 1), bytes(value for color in levels for value in color))
    sample = before.getchannel(0) if space == "L" else before
    after = cast(Image.Image, ImageCms.applyTransform(sample, transform))
    pairs = zip(before.tobytes(), after.tobytes(), strict=True)
    return all(abs(one - other) <= CLOSE for one, other in pairs)
