"""Pictures that strangers send: opened within limits, shrunk, turned upright, and written anew without metadata."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File
from PIL import Image, ImageCms, ImageFile, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")

# Megapixels, so that no file takes more than 250 MiB to open. Pillow decodes a baseline JPEG at a smaller scale at
# once and a PNG at 4 bytes a pixel; libjpeg keeps a progressive JPEG whole (up to 9 bytes a pixel), and so does
# libwebp (16 bytes).
MOST_MEGAPIXELS = {"JPEG": 40, "PNG": 40, "progressive JPEG": 25, "WEBP": 14}
MILLION = 1_000_000
STRIP = 256  # rows of a transparent picture that are laid on white at a time
QUALITY = 85

# Pillow only warns of a picture between one and two of its own limits.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


@contextmanager
def open_picture(file: File | IO[bytes]) -> Iterator[Image.Image]:
    """Open a JPEG, PNG or WebP and close it again.

    Raises:
        ValidationError: the file is something else, is broken, or has too many pixels; also from inside the block.
    """
    file.seek(0)
    head = file.read(12)
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise ValidationError(
            "This is a HEIC photo, which we cannot open. On an iPhone, choose Settings, Camera, Formats, Most "
            "Compatible; or send a screenshot of it, or export it as a JPEG."
        )
    file.seek(0)
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, wherever it is loaded as well, switches it on
    try:
        with Image.open(file, formats=FORMATS) as image:
            check_size(image)
            yield image
    except ValidationError:
        raise
    except Exception as error:  # Pillow's decoders raise almost anything for a broken or hostile file
        raise ValidationError("This file cannot be opened as a JPEG, PNG or WebP picture.") from error


def check_size(image: Image.Image) -> None:
    """Refuse a picture with too many pixels, before any is decoded."""
    is_progressive = bool(image.info.get("progressive") or image.info.get("progression"))
    kind = "PNG" if image.format == "PNG" else "WEBP" if image.format == "WEBP" else "JPEG"
    most = MOST_MEGAPIXELS["progressive JPEG" if kind == "JPEG" and is_progressive else kind]
    if image.width * image.height > most * MILLION:
        raise ValidationError(f"This picture has more than {most} megapixels. Please make it smaller.")


def shrink(image: Image.Image, box: tuple[int, int]) -> Image.Image:
    """Return the picture in sRGB, upright, no larger than `box` once it is upright; nothing but its pixels."""
    orientation = image.getexif().get(0x0112, 1)
    profile = image.info.get("icc_profile")
    box = box[::-1] if orientation in (5, 6, 7, 8) else box
    target = find_size(image.size, box)
    image.draft("RGB", target)  # lets a JPEG be decoded at a smaller scale at once
    small = lay_on_white(image, target) if image.has_transparency_data else image
    small.thumbnail(target, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return turn_upright(convert_to_srgb(small, profile), orientation)


def find_size(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """Return the largest size of the same shape that fits into the box, without growing."""
    scale = min(1.0, box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def lay_on_white(image: Image.Image, target: tuple[int, int]) -> Image.Image:
    """Return a transparent picture on white, shrunk by a whole number; strip by strip, to need no second copy."""
    factor = max(1, min(image.width // target[0], image.height // target[1]))
    rows = STRIP * factor
    laid = Image.new("RGB", (-(-image.width // factor), -(-image.height // factor)), "white")
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height))).convert("RGBA").reduce(factor)
        laid.paste(strip, (0, top // factor), strip)
    return laid


def convert_to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colors that a browser assumes of a picture without a color profile."""
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image.convert("RGB")
    try:
        found = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, found, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (OSError, ImageCms.PyCMSError):  # a broken profile: the plain colors are the best guess
        return image.convert("RGB")
    return cast(Image.Image, converted)  # None comes only from a conversion in place


def turn_upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return the picture as a camera with this EXIF orientation was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.info = {"exif": exif.tobytes()}
    return ImageOps.exif_transpose(image)


def write_jpeg(image: Image.Image) -> bytes:
    """Return the pixels as a JPEG, and nothing else: no EXIF, no place, no camera, no comment, no profile."""
    out = BytesIO()
    image.info = {}
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
