"""The scorecard counts what its file says. Another test measures its reading ease."""

from decision.pages.scorecard import describe_scorecard, read_figures


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


def test_kinds_of_texts_are_put_together() -> None:
    rows = {row.label: row for row in describe_scorecard().ease}

    reasons = [ease for kind, ease in read_figures().items() if kind.startswith("reasons")]
    assert rows["Reasons"].texts == sum(ease.texts for ease in reasons)
    assert rows["Reasons"].hardest == min(ease.hardest for ease in reasons)
    assert min(ease.ease for ease in reasons) < rows["Reasons"].ease < max(ease.ease for ease in reasons)
