"""The pictures of the attacks, made here."""

from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image


@cache
def write_photo(width: int, height: int) -> bytes:
    """Return a JPEG that is as large as a photo can be: noise, some 0.6 bytes a pixel."""
    noise = np.random.default_rng(width).integers(0, 255, (height, width, 3), dtype=np.uint8)
    out = BytesIO()
    Image.fromarray(noise).save(out, "JPEG", quality=75)
    return out.getvalue()


@cache
def write_scans(count: int) -> bytes:
    """Return a small file that makes its decoder go over 18 megapixels `count` times more than usual."""
    out = BytesIO()
    Image.new("RGB", (5000, 3600), (120, 30, 60)).save(out, "JPEG", progressive=True, quality=30)
    data = out.getvalue()
    start, end = data.rfind(b"\xff\xda"), data.rfind(b"\xff\xd9")
    return data[:end] + data[start:end] * count + data[end:]
