"""The scorecard counts what its file says, and publishes what the program measures."""

import pytest

from decision.pages.scorecard import describe_scorecard, read_figures
from tools.readability import collect_texts, measure_ease


def test_it_counts_what_is_met() -> None:
    card = describe_scorecard()

    assert {group.key: (group.met, len(group.rows)) for group in card.groups} == {
        "qualifying": (6, 6),
        "certification": (5, 6),
        "quality": (12, 23),
    }
    assert len(card.unmet) == 12


def test_what_is_not_met_says_what_it_would_take() -> None:
    assert all(row.criterion.takes for row in describe_scorecard().unmet)


def test_the_eight_families_of_dark_patterns_are_audited() -> None:
    card = describe_scorecard()

    assert {pattern.key: pattern.standing for pattern in card.patterns} == {
        "endorsements": "clear",
        "scarcity": "clear",
        "urgency": "close",
        "obstruction": "clear",
        "hiding": "close",
        "interface": "close",
        "coercion": "clear",
        "asymmetry": "close",
    }
    assert card.close == 4


def test_the_published_reading_ease_is_what_the_program_measures() -> None:
    measured = {kind: measure_ease(texts) for kind, texts in collect_texts().items()}

    published = read_figures()
    assert measured.keys() <= published.keys()
    for kind, ease in measured.items():
        # Half a point is a few changed words; run `python -m tools.readability --json` again for more.
        assert (published[kind].ease, published[kind].hardest) == pytest.approx((ease.ease, ease.hardest), abs=0.5), (
            kind
        )


def test_kinds_of_texts_are_put_together() -> None:
    rows = {row.label: row for row in describe_scorecard().ease}

    reasons = [ease for kind, ease in read_figures().items() if kind.startswith("reasons")]
    assert rows["Reasons"].texts == sum(ease.texts for ease in reasons)
    assert rows["Reasons"].hardest == min(ease.hardest for ease in reasons)
    assert min(ease.ease for ease in reasons) < rows["Reasons"].ease < max(ease.ease for ease in reasons)
