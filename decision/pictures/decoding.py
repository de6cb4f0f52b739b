"""From an opened file to pixels: RGB on white, no more of them than are wanted, strip by strip where a second copy
would not fit."""

from collections.abc import Iterator

from PIL import Image

from decision.pictures.colors import Colors
from decision.pictures.headers import Header
from decision.pictures.limits import WHOLE_PIXELS

STRIP = 256  # rows at a time
BYTE = 256  # values; of 16 bits a pixel, the upper eight are kept


def find_factor(file: Image.Image, header: Header, box: tuple[int, int] | None) -> int:
    """Return the whole number by which both sides may be divided: for memory, and for a picture that will be shrunk
    into `box` (width, height, as stored)."""
    needs_copy = (file.format == "PNG" and file.has_transparency_data) or file.mode == "CMYK"
    cost = header.pixels * (2 if needs_copy or header.is_progressive else 1)
    least = 2 if cost > WHOLE_PIXELS else 1
    return least if box is None else max(least, int(max(header.width / box[0], header.height / box[1])))


def decode(file: Image.Image, factor: int, colors: Colors) -> Image.Image:
    """Return the pixels as stored, at least 1/`factor` as wide: RGB, what is transparent on white as pages show it."""
    width = file.width
    file.draft(None, (width // factor, file.height // factor))  # a JPEG can be decoded at a smaller scale at once
    file.load()
    left = max(1, factor * file.width // width)
    # What libwebp holds is given back only with the image that it filled.
    if file.mode == "RGB" and not file.has_transparency_data and file.format != "WEBP":
        return file.reduce(left) if left > 1 else file
    laid = Image.new("RGB", (-(-file.width // left), -(-file.height // left)), "white")
    for top, strip in cut_strips(file, STRIP * left):
        layer = flatten(strip, colors).reduce(left)
        laid.paste(layer, (0, top // left), layer if layer.mode == "RGBA" else None)
    return laid


def cut_strips(image: Image.Image, rows: int) -> Iterator[tuple[int, Image.Image]]:
    """Yield (top, strip) from the top down."""
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(top + rows, image.height)))


def flatten(strip: Image.Image, colors: Colors) -> Image.Image:
    """Return RGB, or RGBA where something may be transparent."""
    if strip.mode.startswith("I"):  # 16 bits a pixel
        return strip.point(lambda value: value / BYTE).convert("L").convert("RGB")
    if strip.has_transparency_data:
        return strip.convert("RGBA")
    return colors.to_srgb(strip).convert("RGB") if strip.mode == "CMYK" else strip.convert("RGB")
