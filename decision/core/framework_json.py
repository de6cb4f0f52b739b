"""A version of the framework as JSON. The names are those of its file; each source is also given in words."""

from typing import Any

import msgspec

from decision.content import content
from decision.core.framework import Framework


def document_framework(framework: Framework) -> dict[str, Any]:
    """Return the framework as a dictionary of JSON types: questions, points, rules, plans and cautions."""
    document: dict[str, Any] = msgspec.to_builtins(framework)
    parts = {key: _name_sources(part) for key, part in document.items()}
    return {"version": framework.version, "sha256": framework.sha256} | parts


def _name_sources(part: object) -> object:
    """Return a part of the document in which each `source` has its document and heading beside it."""
    if isinstance(part, list | tuple):
        return [_name_sources(item) for item in part]
    if not isinstance(part, dict):
        return part
    named = {key: _name_sources(value) for key, value in part.items()}
    if "source" in named:
        named["document"], named["heading"] = content().cite(part["source"])
    return named
