"""Color profiles: what a file's numbers mean, and the way from there to sRGB, the colors of the web."""

from dataclasses import dataclass
from io import BytesIO
from typing import cast

from PIL import Image, ImageCms


@dataclass(frozen=True)
class Colors:
    """The name of a file's color profile, None when it has none or a damaged one; and the way from its colors to sRGB,
    None when they are sRGB or taken for it. `mode` is the kind of picture that this way starts from."""

    profile: str | None = None
    mode: str = "RGB"
    transform: ImageCms.ImageCmsTransform | None = None

    def to_srgb(self, part: Image.Image) -> Image.Image:
        """Return a picture in sRGB; one of another mode than the profile's is left as it is."""
        if self.transform is None or part.mode != self.mode:
            return part
        return cast(Image.Image, ImageCms.applyTransform(part, self.transform))  # None comes only when done in place


def read_colors(image: Image.Image) -> Colors:
    """Return what the color profile of an opened file says."""
    data = image.info.get("icc_profile")
    if not data:
        return Colors()
    mode = "CMYK" if image.mode == "CMYK" else "RGB"
    try:
        profile = ImageCms.getOpenProfile(BytesIO(data))
        name = ImageCms.getProfileDescription(profile).strip()[:80]
        if "srgb" in name.lower() or image.mode not in ("RGB", "RGBA", "CMYK"):
            return Colors(name)
        return Colors(name, mode, ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return Colors()
