"""A version of the framework as JSON. The names are those of its file; each source is also given in words."""

from typing import Any

import msgspec

from decision.content import content
from decision.core.framework import Framework


def document_framework(framework: Framework) -> dict[str, Any]:
    """Return the framework as a dictionary of JSON types: questions, points, rules, plans and cautions."""
    document = msgspec.to_builtins(framework)
    return {"version": document.pop("version"), "sha256": document.pop("sha256")} | _name_sources(document)


def _name_sources(part: Any) -> Any:
    """Return a part of the document in which each `source` has its document and heading beside it."""
    if isinstance(part, list | tuple):
        return [_name_sources(item) for item in part]
    if not isinstance(part, dict):
        return part
    named = {key: _name_sources(value) for key, value in part.items()}
    if "source" in named:
        named["document"], named["heading"] = content().cite(named["source"])
    return named
