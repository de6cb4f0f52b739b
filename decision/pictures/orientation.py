"""Pictures that a camera stored on their side: only the parts that are shown are turned, never the whole."""

from PIL import Image

from decision.pictures.geometry import Box

ORIENTATION = 0x0112  # the EXIF tag; 1 is upright
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Upright x, or y, runs against the stored picture; `_LYING` then swaps the two.
_FROM_RIGHT, _FROM_BOTTOM, _LYING = (2, 3, 6, 7), (3, 4, 7, 8), (5, 6, 7, 8)


def turn_size(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """Return width and height after turning, or before it: it is the same exchange."""
    return (size[1], size[0]) if orientation in _LYING else size


def turn_upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return a stored picture as the camera was held."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def find_stored(box: Box, size: tuple[int, int], orientation: int) -> Box:
    """Return where a box of the upright picture, which is of `size`, lies in the stored one."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if orientation in _FROM_RIGHT:
        left, right = size[0] - right, size[0] - left
    if orientation in _FROM_BOTTOM:
        top, bottom = size[1] - bottom, size[1] - top
    return Box(top, left, bottom, right) if orientation in _LYING else Box(left, top, right, bottom)
