"""Draw the pictures that must be bitmaps: the card that previews show, the icon of a phone's home screen, favicon.ico.

Same colors, mark and type as the site (docs/design.md). Writes var/assets/img/.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

VAR_DIR = Path(__file__).resolve().parent.parent / "var"
IMAGE_DIR = VAR_DIR / "assets" / "img"
FONT_DIR = VAR_DIR / "fonts-pdf"

PAPER, INK, ACCENT, LINE = "#f9f7f3", "#221f1b", "#a0391a", "#ddd6cb"
VERDICTS = (
    ("ai", "AI is fine", "#3c6075"),
    ("ai-for-now", "AI for now", "#7c5a12"),
    ("plain", "Plain photo", "#4a4888"),
    ("studio", "Studio photo", "#6a2c4e"),
)

CARD_SIZE = (1200, 630)  # what Open Graph and Twitter cards ask for
TOUCH_ICON_SIZE = 180
ICON_SIZES = [(16, 16), (32, 32), (48, 48)]

COLORS = 64

# Everything is drawn this many times larger and then shrunk, which smooths its edges.
SCALE = 4


def build_all() -> None:
    """Write every picture anew."""
    IMAGE_DIR.mkdir(parents=True, exist_ok=True)
    draw_card().save(IMAGE_DIR / "card.png", optimize=True)
    icon = draw_icon(TOUCH_ICON_SIZE)
    icon.save(IMAGE_DIR / "apple-touch-icon.png", optimize=True)
    icon.save(IMAGE_DIR / "favicon.ico", sizes=ICON_SIZES)
    print("Pictures:", ", ".join(f"{path.name} {path.stat().st_size / 1024:.1f} KiB" for path in IMAGE_DIR.iterdir()))


def draw_icon(size: int) -> Image.Image:
    """Return the mark on paper, `size` pixels wide and high, with room around it."""
    image = Image.new("RGB", (size * SCALE, size * SCALE), PAPER)
    draw_mark(ImageDraw.Draw(image), center=(size / 2, size / 2), radius=size * 0.42)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def draw_card() -> Image.Image:
    """Return the card: the name, the question that the site answers, and the four answers that it can give."""
    width, height = CARD_SIZE
    image = Image.new("RGB", (width * SCALE, height * SCALE), PAPER)
    draw = ImageDraw.Draw(image)
    draw_mark(draw, center=(112, 112), radius=32)
    write(draw, (168, 112), "Headshot Advisor", "advisor-serif-600", 38, INK)
    write(draw, (80, 268), "Is an AI headshot", "advisor-serif-600", 92, INK)
    write(draw, (80, 372), "good enough?", "advisor-serif-600", 92, INK)
    draw.line(scale(80, 468, width - 80, 468), fill=LINE, width=2 * SCALE)
    for number, (verdict, name, color) in enumerate(VERDICTS):
        draw_verdict(draw, (98 + 268 * number, 534), verdict, color)
        write(draw, (130 + 268 * number, 534), name, "advisor-sans-600", 32, INK)
    # Few colors and their blends: a quarter of the bytes, and the eye sees no difference. Median cut loses the hues.
    return image.resize(CARD_SIZE, Image.Resampling.LANCZOS).quantize(COLORS, method=Image.Quantize.FASTOCTREE)


def draw_mark(draw: ImageDraw.ImageDraw, *, center: tuple[float, float], radius: float) -> None:
    """Draw the iris with its catchlight; proportions as in static/img/favicon.svg, whose ring has radius 13.5."""
    x, y = center
    unit = radius / 13.5
    draw.circle(scale(x, y), radius * SCALE, outline=INK, width=round(2 * unit * SCALE))
    draw.circle(scale(x, y), 8 * unit * SCALE, fill=INK)
    draw.circle(scale(x + 4.5 * unit, y - 4.5 * unit), 4.5 * unit * SCALE, fill=ACCENT)


def draw_verdict(draw: ImageDraw.ImageDraw, center: tuple[float, float], verdict: str, color: str) -> None:
    """Draw a verdict's mark: an open ring, a half disc, a dot in a ring or a full disc."""
    x, y = center
    draw.circle(scale(x, y), 18 * SCALE, outline=color, width=5 * SCALE, fill=color if verdict == "studio" else None)
    match verdict:
        case "ai-for-now":
            draw.pieslice(scale(x - 16, y - 16, x + 16, y + 16), 90, 270, fill=color)
        case "plain":
            draw.circle(scale(x, y), 8 * SCALE, fill=color)


def write(draw: ImageDraw.ImageDraw, start: tuple[float, float], text: str, font: str, size: int, color: str) -> None:
    """Write one line that begins at `start` and is centered on its height."""
    face = ImageFont.truetype(FONT_DIR / f"{font}.ttf", size * SCALE)
    draw.text((start[0] * SCALE, start[1] * SCALE), text, fill=color, font=face, anchor="lm")


def scale(*numbers: float) -> tuple[float, ...]:
    """Return coordinates of the finished picture as coordinates of the larger drawing."""
    return tuple(number * SCALE for number in numbers)


if __name__ == "__main__":
    build_all()
