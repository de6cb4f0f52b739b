"""While `use` is open, no contribution names a place."""

import pytest

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework

FRAMEWORK = load_framework("2026.1")


@pytest.mark.parametrize("viewer", ["nobody", "colleagues", "visitors", "clients"])
def test_refused_ai_is_explained_by_what_was_said(viewer: str) -> None:
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, {"screening": "yes", "viewer": viewer}))

    rows = [(row.question or row.rule, row.option, row.implied) for row in advice.contributions]

    assert advice.deciding_use is None
    assert ("viewer", "colleagues", True) not in rows
    assert rows[-1] == ("ai-refused", None, False)
    assert sum(row.points for row in advice.contributions) == advice.stakes == 70
