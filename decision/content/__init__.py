"""The words and facts of the advisor: read `content()`, and nothing else, from here."""

from functools import cache

from decision.content import load
from decision.content.consistency import find_vocabulary_faults
from decision.content.load import ContentError, load_content
from decision.content.model import Content

__all__ = ["Content", "ContentError", "content", "find_vocabulary_faults"]


@cache
def content() -> Content:
    """Return the content, read and checked once; ContentError when a file is wrong."""
    return load_content(load.FOLDER)
