"""An older version computes as it did, and says when the newest would differ."""

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.framework import Framework, load_framework
from decision.core.versions import NewerReading, find_newer_difference

STRANGERS = {
    "use": "company-page", "viewer": "visitors", "screening": "unsure", "lifespan": "years", "size": "page",
    "matching": "no", "meeting": "sometimes", "field": "other", "career": "senior", "worn": "none",
}  # fmt: skip


def test_an_older_version_computes_as_it_did(older_framework: Framework) -> None:
    advice = advise(older_framework, read_answers(older_framework, STRANGERS))

    assert (advice.verdict, advice.stakes) == ("studio", 48)
    assert advise(load_framework(), read_answers(load_framework(), STRANGERS)).verdict == "ai-for-now"


def test_says_what_the_newest_version_makes_of_it(older_framework: Framework) -> None:
    difference = find_newer_difference(older_framework, read_answers(older_framework, STRANGERS))

    assert difference == NewerReading("2026.1", ("ai-for-now",))


def test_says_nothing_when_the_newest_version_agrees(older_framework: Framework) -> None:
    assert find_newer_difference(older_framework, read_answers(older_framework, {"use": "press-kit"})) is None


def test_an_answer_that_the_newest_version_does_not_know_makes_a_difference(older_framework: Framework) -> None:
    answers = read_answers(older_framework, {**STRANGERS, "career": "retired"})

    assert find_newer_difference(older_framework, answers) == NewerReading("2026.1", ())


def test_the_newest_version_differs_from_none() -> None:
    answers = read_answers(load_framework(), {"use": "press-kit"})

    assert find_newer_difference(load_framework(), answers) is None
