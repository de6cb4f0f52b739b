"""What tests of pages share."""

from django.http import HttpResponseBase


def text(response: HttpResponseBase) -> str:
    """The body of an answer as text."""
    return bytes(getattr(response, "content", b"")).decode()
