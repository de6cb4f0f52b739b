"""The answers that alone give the verdict, compared with trying every subset of the answers."""

from itertools import chain, combinations

from decision.core.advice import assess
from decision.core.answers import Answers, read_answers
from decision.core.explain import find_because
from decision.core.framework import load_framework
from decision.core.possible import find_possible_verdicts
from tests.decision.drawing import draw_answers

FRAMEWORK = load_framework("2026.1")


def because(**raw: str | list[str]) -> tuple[str, ...] | None:
    return find_because(assess(FRAMEWORK, read_answers(FRAMEWORK, raw)))


def keep(answers: Answers, keys: tuple[str, ...]) -> Answers:
    return answers.drop({"use", *answers.options} - {*keys})


def try_every_part(answers: Answers) -> tuple[str, ...]:
    """Return the first of the smallest subsets that force the verdict, in asking order, without an ignored viewer."""
    implied = all("viewer" in FRAMEWORK.uses[use].implies for use in answers.uses)
    keys = [q.key for q in FRAMEWORK.verdict_questions if q.key in answers and not (implied and q.key == "viewer")]
    parts = chain.from_iterable(combinations(keys, size) for size in range(len(keys) + 1))
    return next(part for part in parts if len(find_possible_verdicts(FRAMEWORK, keep(answers, part))) == 1)


def test_agrees_with_trying_every_part() -> None:
    for seed in range(40):
        answers = draw_answers(FRAMEWORK, seed, share=(1, 0.85)[seed % 2], uses=(1, 2, 3))
        settled = len(find_possible_verdicts(FRAMEWORK, answers)) == 1

        found = find_because(assess(FRAMEWORK, answers))

        assert found == (try_every_part(answers) if settled else None), seed


def test_a_press_kit_needs_no_other_reason() -> None:
    assert because(use="press-kit", size="print", lifespan="years") == ("use",)


def test_refused_ai_is_reason_enough_without_the_use() -> None:
    assert because(use=["company-page"], viewer="visitors", screening="yes") == ("screening",)


def test_an_open_verdict_has_no_reason() -> None:
    assert because(use="company-page", viewer="visitors") is None


def test_of_two_reasons_alike_the_one_asked_first_is_given() -> None:
    assert because(use="press-kit", screening="yes") == ("use",)


def test_a_viewer_that_does_not_count_is_not_a_reason() -> None:
    assert because(use="internal-directory", viewer="recruiters", screening="no", size="page", matching="no") == (
        "use",
        "screening",
        "size",
        "matching",
    )


def test_the_viewer_is_a_reason_where_it_counts() -> None:
    assert because(use="linkedin", viewer="recruiters", career="student") == ("use", "viewer")


def test_several_uses_stand_for_one_reason() -> None:
    assert because(use=["community-profile", "job-application"], viewer="nobody") == ("use",)
