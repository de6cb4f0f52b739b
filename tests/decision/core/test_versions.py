"""Older versions give the same results as before, and differences from the newest version are found."""

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.framework import Framework, load_framework
from decision.core.versions import NewerResult, find_newer_difference

STRANGERS = {
    "use": "company-page", "viewer": "visitors", "screening": "unsure", "lifespan": "years", "size": "page",
    "matching": "no", "meeting": "sometimes", "field": "other", "career": "senior", "worn": "none",
}  # fmt: skip


def test_an_older_version_computes_as_it_did(older_framework: Framework) -> None:
    advice = advise(older_framework, read_answers(older_framework, STRANGERS))

    assert (advice.verdict, advice.stakes) == ("studio", 48)
    assert advise(load_framework(), read_answers(load_framework(), STRANGERS)).verdict == "plain"


def test_finds_what_the_newest_version_gives(older_framework: Framework) -> None:
    difference = find_newer_difference(advise(older_framework, read_answers(older_framework, STRANGERS)))

    assert difference == NewerResult("2026.2", ("plain",), ("keep-current", "take-plain"))


def test_finds_nothing_when_the_newest_version_agrees(older_framework: Framework) -> None:
    advice = advise(older_framework, read_answers(older_framework, {"use": "press-kit"}))

    assert find_newer_difference(advice) is None


def test_an_answer_that_the_newest_version_lacks_is_a_difference(older_framework: Framework) -> None:
    answers = read_answers(older_framework, {**STRANGERS, "career": "retired"})

    assert find_newer_difference(advise(older_framework, answers)) == NewerResult("2026.2", ())


def test_the_newest_version_does_not_differ_from_itself() -> None:
    answers = read_answers(load_framework(), {"use": "press-kit"})

    assert find_newer_difference(advise(load_framework(), answers)) is None
