"""From an opened file to pixels: RGB on white, no more of them than are wanted, strip by strip where a second copy
would not fit."""

from collections.abc import Iterator

from PIL import Image

from decision.pictures.colors import Colors
from decision.pictures.headers import Header
from decision.pictures.limits import WHOLE_PIXELS

STRIP = 256  # rows at a time
BYTE = 256  # values; of 16 bits a pixel, the upper eight are kept


def find_factor(header: Header, box: tuple[int, int] | None, *, needs_copy: bool) -> int:
    """Return the whole number by which both sides may be divided: for memory, and for a picture that will be shrunk
    into `box` (width, height, as stored)."""
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
    return shrink_by(cut_strips(file, STRIP * left), file.size, left, colors)


def shrink_by(
    strips: Iterator[tuple[int, Image.Image]], size: tuple[int, int], factor: int, colors: Colors
) -> Image.Image:
    """Return strips (top, image) of a picture of this size laid on white, with 1/`factor` of its width."""
    laid = Image.new("RGB", (-(-size[0] // factor), -(-size[1] // factor)), "white")
    for top, strip in strips:
        layer = flatten(strip, colors)
        layer = layer.reduce(factor) if factor > 1 else layer
        laid.paste(layer, (0, top // factor), layer if layer.mode == "RGBA" else None)
    return laid


def cut_strips(image: Image.Image, rows: int) -> Iterator[tuple[int, Image.Image]]:
    """Yield (top, strip) from the top down."""
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(top + rows, image.height)))


def flatten(strip: Image.Image, colors: Colors) -> Image.Image:
    """Return RGB, or RGBA where something may be transparent. Only RGB keeps the file's own colors."""
    if strip.mode.startswith("I"):  # 16 bits a pixel
        return colors.to_srgb(strip.point(lambda value: value / BYTE).convert("L")).convert("RGB")
    if strip.mode in ("LA", "La") and colors.mode == "L":
        layer = colors.to_srgb(strip.convert("LA").getchannel("L")).convert("RGB")
        layer.putalpha(strip.getchannel("A"))
        return layer
    if strip.has_transparency_data:
        return strip.convert("RGBA")
    if strip.mode == "1":
        strip = strip.convert("L")
    return colors.to_srgb(strip).convert("RGB") if strip.mode in ("CMYK", "L") else strip.convert("RGB")
