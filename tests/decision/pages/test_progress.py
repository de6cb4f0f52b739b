"""The estimated number of questions, compared with the histograms of the stored proof."""

from msgspec.structs import replace

from decision.core.framework import load_framework
from decision.pages.progress import estimate_questions

FRAMEWORK = load_framework("2026.2")


def test_the_estimate_is_the_mean_of_the_place() -> None:
    assert estimate_questions(FRAMEWORK, ("linkedin",), 2, most=8) == 4
    assert estimate_questions(FRAMEWORK, ("job-application",), 2, most=8) == 2


def test_it_counts_only_the_sets_that_got_as_far() -> None:
    assert estimate_questions(FRAMEWORK, ("linkedin",), 3, most=9) == 7
    assert estimate_questions(FRAMEWORK, ("linkedin",), 9, most=9) == 9


def test_of_several_places_the_longest_counts() -> None:
    assert estimate_questions(FRAMEWORK, ("linkedin", "press-kit"), 2, most=8) == 4


def test_without_a_place_all_places_weigh_the_same() -> None:
    assert estimate_questions(FRAMEWORK, (), 1, most=9) == 3


def test_it_never_exceeds_what_is_certain() -> None:
    assert estimate_questions(FRAMEWORK, ("linkedin",), 3, most=4) == 4


def test_without_a_proof_the_certain_count_is_given() -> None:
    assert estimate_questions(replace(FRAMEWORK, sha256="0" * 64), ("linkedin",), 2, most=8) == 8
