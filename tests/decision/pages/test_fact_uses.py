"""Which sentences rest on a fact."""

import pytest

from decision.content.freshness import find_fact
from decision.pages.fact_uses import FactUse, find_uses


@pytest.mark.parametrize(
    ("key", "use"),
    [
        ("gorn-8", FactUse("Questions", "Where will the photo appear?")),
        ("gorn-9", FactUse("Verdicts", "An AI headshot is fine for this")),
        ("newsguard-2026", FactUse("Compare", "Detection risk. Plain photo: Low, as long as no tool generates a part of it.")),
        ("gray-2025", FactUse("“Would people without training spot it?”", "AI face: 31%")),
        ("gray-2025", FactUse("Chart “How often people are right”", "People without training, AI faces: 31%")),
        ("gorn-34", FactUse("Page “Compare”", "Each has its place. Which one fits depends almost entirely on what the picture is for.")),
        ("upwork", FactUse("Results and the photo check", "Freelance profile: Upwork profile")),
    ],
)  # fmt: skip
def test_a_fact_knows_the_sentences_that_rest_on_it(key: str, use: FactUse) -> None:
    assert use in find_uses(find_fact(key))


def test_a_sentence_is_listed_once() -> None:
    uses = find_uses(find_fact("gorn-24"))

    assert len(uses) == len(set(uses))


def test_a_finding_that_no_sentence_cites_has_no_uses() -> None:
    assert find_uses(find_fact("lensa-case")) == ()
