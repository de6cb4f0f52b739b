"""What tests of pages share."""

import re
from html import unescape

from django.http import HttpResponseBase


def text(response: HttpResponseBase) -> str:
    """Return the body of a response as text."""
    return bytes(getattr(response, "content", b"")).decode()


def read_text(content: bytes) -> str:
    """Return the text that a person reads, spaces made single."""
    without_tags = re.sub(r"<[^>]*>", " ", content.decode())
    return " ".join(unescape(without_tags).split())
