from itertools import product

import msgspec
import pytest

from decision.core.framework import load_framework, weigh_odd_places
from decision.core.framework.model import Framework, LookRule, LookStep
from decision.core.framework.odd_spots import STRICTNESS, find_look_faults
from decision.photo_check.words import words
from decision.proof.rules.verdicts import odd_places_and_stakes_never_soften_the_advice
from decision.proof.space import Space


def change(number: int, *steps: tuple[int, str]) -> Framework:
    """Return the framework with other steps for one verdict."""
    framework = load_framework()
    looks = list(framework.looks)
    changed = tuple(LookStep(odd=odd, advice=advice) for odd, advice in steps)  # type: ignore[arg-type]
    looks[number] = msgspec.structs.replace(looks[number], steps=changed)
    return msgspec.structs.replace(framework, looks=tuple(looks))


def test_more_odd_places_or_higher_stakes_never_make_the_advice_milder() -> None:
    framework = load_framework()
    counts = range(len(words().detail) + 1)
    strictness = {
        (rank, odd): STRICTNESS[weigh_odd_places(framework, verdict.key, odd)]
        for rank, verdict in enumerate(framework.verdicts)
        for odd in counts
    }

    milder = [
        (low, high)
        for low, high in product(strictness, strictness)
        if high[0] >= low[0] and high[1] >= low[1] and strictness[high] < strictness[low]
    ]

    assert milder == []


@pytest.mark.parametrize(
    ("framework", "fault"),
    [
        (change(0, (1, "use-it")), "look ai: steps: must rise from 0 odd places."),
        (
            change(0, (0, "use-it"), (2, "do-not-use"), (2, "do-not-use")),
            "look ai: steps: must rise from 0 odd places.",
        ),
        (
            change(1, (0, "choose-another"), (2, "use-for-now")),
            "look ai-for-now: steps: 2 odd places must be advised more strictly than 0.",
        ),
        (
            change(2, (0, "only-if-real"), (3, "do-not-use")),
            "look plain: is milder than ai-for-now for 1 odd places.",
        ),
        (
            msgspec.structs.replace(load_framework(), looks=load_framework().looks[:2]),
            "look: must have one table for each verdict, in their order.",
        ),
    ],
)
def test_broken_rules_are_named(framework: Framework, fault: str) -> None:
    assert next(find_look_faults(framework)) == fault


def test_the_verifier_catches_advice_that_softens() -> None:
    framework = change(2, (0, "only-if-real"), (3, "do-not-use"))

    tallies = list(odd_places_and_stakes_never_soften_the_advice(Space(framework, what_if_every=10)))

    assert next(tally.counterexample for tally in tallies if tally.counterexample) == (
        "ai with 2 odd places is advised more strictly than plain with 2"
    )


def test_the_framework_as_it_is_has_no_fault() -> None:
    assert list(find_look_faults(load_framework())) == []
    assert all(isinstance(rule, LookRule) for rule in load_framework().looks)
