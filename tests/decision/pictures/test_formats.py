import pytest
from PIL import Image

from decision.pictures.formats import name_other_format
from tools.harness.drawing import draw_pattern, write

CAMERA = Image.Exif()
CAMERA[0x010F] = "NIKON CORPORATION"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (write(draw_pattern(), "GIF"), "gif"),
        (write(draw_pattern(), "BMP"), "bmp"),
        (write(draw_pattern(), "TIFF"), "tiff"),
        (b"II*\0" + CAMERA.tobytes()[6:], "raw"),
        (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "raw"),
        (write(draw_pattern(), "PDF"), "pdf"),
        (write(draw_pattern(), "JPEG2000"), "jpeg-2000"),
        (b"\xff\x0a" + bytes(20), "jpeg-xl"),
        (b"8BPS\0\x01", "psd"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "svg"),
        (b"<!DOCTYPE html><title>Me</title>", "web-page"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "video"),
        (b"PK\x03\x04", "archive"),
        (b"\xd0\xcf\x11\xe0", "document"),
        (b"Dear studio, here is my photo.", "other-format"),
    ],
)
def test_a_file_is_called_what_it_is(data: bytes, reason: str) -> None:
    assert name_other_format(data) == reason
