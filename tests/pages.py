"""What tests of pages share."""

import re
from collections import defaultdict
from html import unescape

import lxml.html  # type: ignore[import-untyped]
from django.http import HttpResponseBase


def text(response: HttpResponseBase) -> str:
    """Return the body of a response as text."""
    return bytes(getattr(response, "content", b"")).decode()


def read_text(content: bytes) -> str:
    """Return the text that a person reads, spaces made single."""
    without_tags = re.sub(r"<[^>]*>", " ", content.decode())
    return " ".join(unescape(without_tags).split())


def read_form(content: bytes) -> dict[str, list[str]]:
    """Return what a browser would send if the last form of a page was submitted as it is."""
    form = lxml.html.fromstring(content.decode()).forms[-1]
    for field in form.xpath(".//input[not(@value)]"):
        field.set("value", "on" if field.get("type") in ("checkbox", "radio") else "")  # lxml would leave it out
    fields: dict[str, list[str]] = defaultdict(list)
    for name, value in form.form_values():
        fields[name].append(value.removeprefix("\n"))  # browsers drop the first line break of a textarea
    return dict(fields)
