"""Which sentences rest on a fact."""

import pytest

from decision.content.freshness import find_fact
from decision.pages.fact_uses import FactUse, find_uses


@pytest.mark.parametrize(
    ("key", "use"),
    [
        ("gorn-8", FactUse("Questions", "Where will the photo appear?")),
        ("gorn-9", FactUse("Verdicts", "An AI headshot is fine for this")),
        (
            "trust-54",
            FactUse("Compare", "Retouching. Plain photo: Little is needed: brightness, a spot, a stray hair."),
        ),
        ("gray-2025", FactUse("“Would people without training spot it?”", "AI face: 31%")),
        ("gray-2025", FactUse("Chart “How often people are right”", "People without training, AI faces: 31%")),
        ("gorn-5", FactUse("Page “Compare”", "Some look good small and strange large.")),
        ("free-photo-booths", FactUse("What each way costs", "A free booth, or your employer’s photographer: nothing")),
        ("upwork", FactUse("Results and the photo check", "Freelance marketplace.")),
    ],
)
def test_a_fact_knows_the_sentences_that_rest_on_it(key: str, use: FactUse) -> None:
    assert use in find_uses(find_fact(key))


def test_a_page_is_named_as_readers_know_it() -> None:
    pages = {use.where for use in find_uses(find_fact("upwork-photo")) if use.where.startswith("Page")}

    assert pages == {"Page “Your result”"}


def test_a_sentence_is_listed_once() -> None:
    uses = find_uses(find_fact("gorn-24"))

    assert len(uses) == len(set(uses))


def test_a_finding_that_no_sentence_cites_has_no_uses() -> None:
    assert find_uses(find_fact("lensa-case")) == ()
