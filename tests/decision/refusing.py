"""What the core says about answers that it refuses. tests/decision/core/test_answers.py has the words."""

from collections.abc import Mapping, Sequence

import pytest

from decision.core.answers import AnswerError, read_answers
from decision.core.framework import load_framework


def explain_refusal(raw: Mapping[str, str | Sequence[str]]) -> str:
    """Return why these answers are refused."""
    with pytest.raises(AnswerError) as refusal:
        read_answers(load_framework(), raw)
    return str(refusal.value)
