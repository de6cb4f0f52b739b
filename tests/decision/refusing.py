"""What the core says when it refuses something, for tests of what passes it on."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from decision.content.freshness import UnknownFactError
from decision.core.answers import read_answers
from decision.core.framework import FrameworkError, load_framework


def read_error(function: Callable[..., object], *arguments: object) -> str:
    """Return the message of the error that a function raises."""
    with pytest.raises((ValueError, UnknownFactError, FrameworkError)) as refusal:  # the function's own tests say which
        function(*arguments)
    return str(refusal.value)


def explain_refusal(raw: Mapping[str, str | Sequence[str]]) -> str:
    """Return why these answers are refused."""
    return read_error(read_answers, load_framework(), raw)
