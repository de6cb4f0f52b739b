"""Every route of the site, read from Django's own resolver, so that none is forgotten."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# `<slug:key>` in a route and `(?P<key>…)` in a regular expression.
PARAMETER = re.compile(r"<(?:[^:<>]+:)?(\w+)>|\(\?P<(\w+)>[^()]*\)")

Route = tuple[str, ...]
"""The pieces of a path: at even places text, at odd ones the name of a parameter."""


def list_routes() -> list[Route]:
    """Return each route of the site once."""
    return [*dict.fromkeys(_split(path) for path in _walk(get_resolver(), ""))]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield path
        else:
            yield from _walk(pattern, path)


def _split(path: str) -> Route:
    pieces = PARAMETER.split(f"/{path}")
    texts = [piece.replace("^", "").replace("$", "").replace("\\", "") for piece in pieces[::3]]
    names = [name or other for name, other in zip(pieces[1::3], pieces[2::3], strict=True)]
    return tuple(part for pair in zip(texts, [*names, ""], strict=True) for part in pair)[:-1]
