"""Pictures that the tests draw, so that no photograph of a person is needed."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

SKIN, SHADE, DARK = (224, 182, 152), (186, 138, 110), (44, 30, 24)


def draw_face(
    width: int = 800, height: int = 1000, *, center: tuple[int, int] = (400, 420), scale: float = 1.0
) -> Image.Image:
    """Return a portrait drawn from ellipses and soft shadows; the models detect a face in it."""
    image = Image.new("RGB", (width, height), (150, 170, 185))
    draw = ImageDraw.Draw(image)

    def oval(x: float, y: float, rx: float, ry: float, color: tuple[int, int, int]) -> None:
        x, y, rx, ry = (value * scale for value in (x, y, rx, ry))
        draw.ellipse((center[0] + x - rx, center[1] + y - ry, center[0] + x + rx, center[1] + y + ry), fill=color)

    def box(x: float, y: float, rx: float, ry: float, color: tuple[int, int, int]) -> None:
        x, y, rx, ry = (value * scale for value in (x, y, rx, ry))
        draw.rectangle((center[0] + x - rx, center[1] + y - ry, center[0] + x + rx, center[1] + y + ry), fill=color)

    oval(0, -60, 185, 215, DARK)
    oval(0, 560, 400, 300, (60, 70, 95))
    box(0, 230, 75, 110, SHADE)
    oval(0, 20, 155, 215, SKIN)
    oval(-150, 20, 22, 45, SHADE)
    oval(150, 20, 22, 45, SHADE)
    for side in (-1, 1):
        oval(side * 65, -48, 44, 9, DARK)
        oval(side * 65, -10, 40, 20, SHADE)
        oval(side * 65, -8, 34, 15, (245, 243, 240))
        oval(side * 65, -8, 14, 14, (70, 48, 36))
        oval(side * 65, -8, 6, 6, (5, 5, 5))
        oval(side * 65 + 5, -13, 3, 3, (255, 255, 255))
        for lash in range(-34, 35, 4):
            box(side * 65 + lash, -25 + abs(lash) / 4, 1, 4, DARK)
        oval(side * 22, 78, 16, 10, SHADE)
        oval(side * 20, 82, 8, 5, DARK)
    oval(0, 40, 14, 50, (232, 192, 164))
    oval(0, 75, 24, 16, (216, 170, 140))
    oval(0, 135, 58, 20, (176, 88, 84))
    oval(0, 133, 48, 4, (90, 36, 36))
    oval(0, -150, 140, 60, DARK)
    return image.filter(ImageFilter.GaussianBlur(0.8 * scale))


def draw_pattern(width: int = 400, height: int = 500) -> Image.Image:
    """Return a picture without a person: stripes on gray."""
    image = Image.new("RGB", (width, height), (120, 120, 120))
    draw = ImageDraw.Draw(image)
    for x in range(0, width, 7):
        draw.line((x, 0, width - x, height), fill=(200, 200, 90), width=2)
    return image


def write(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return an image as a file."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
