"""Solid or close, compared with moving one answer of every complete set by one step."""

from collections.abc import Iterator
from itertools import product

from decision.core.advice import assess
from decision.core.answers import Answers, read_answers
from decision.core.explain import Alternative, find_firmness
from decision.core.framework import Framework, load_framework
from decision.core.possible import find_possible_verdicts
from tests.decision.drawing import draw_answers

FRAMEWORK = load_framework("2026.1")


def answer(**raw: str | list[str]) -> Answers:
    return read_answers(FRAMEWORK, raw)


def complete(framework: Framework, answers: Answers) -> Iterator[Answers]:
    open_questions = [q for q in framework.verdict_questions if q.key not in answers]
    for options in product(*(question.by_key for question in open_questions)):
        more = dict(zip([question.key for question in open_questions], options, strict=True))
        yield read_answers(framework, {**answers.as_dict(), **more})


def step(framework: Framework, answers: Answers) -> Iterator[Answers]:
    """Yield every set that differs by one step of one ordered answer."""
    for key, option in answers.options.items():
        question = framework.by_key[key]
        ranks = list(question.levels.values())
        for number, rank in enumerate(ranks):
            if option in [other.key for other in rank]:
                for beside in ranks[max(0, number - 1) : number] + ranks[number + 1 : number + 2]:
                    yield from (answers.with_options({key: other.key}) for other in beside)


def test_agrees_with_moving_every_completion() -> None:
    for seed in range(30):
        answers = draw_answers(FRAMEWORK, seed, share=(1, 0.8)[seed % 2], uses=(1, 2))
        verdicts = find_possible_verdicts(FRAMEWORK, answers)
        is_settled = len(verdicts) == 1
        moved = (other for whole in complete(FRAMEWORK, answers) for other in step(FRAMEWORK, whole))
        close = is_settled and any(find_possible_verdicts(FRAMEWORK, other) != verdicts for other in moved)

        firmness = find_firmness(assess(FRAMEWORK, answers))

        expected = ("close" if close else "firm") if is_settled else None
        assert (firmness.word if firmness else None) == expected, seed


def test_names_the_steps_and_what_follows() -> None:
    answers = answer(
        use="faculty-page", viewer="nobody", screening="no", lifespan="years", size="thumbnail", matching="yes",
        meeting="rarely", field="medicine", career="established", worn="jewellery",
    )  # fmt: skip

    firmness = find_firmness(assess(FRAMEWORK, answers))

    assert firmness is not None
    assert firmness.steps == (
        Alternative("lifespan", "months", ("ai",)),
        Alternative("matching", "no", ("ai",)),
        Alternative("field", "other", ("ai",)),
        Alternative("career", "early", ("ai",)),
        Alternative("worn", "none", ("ai",)),
    )


def test_a_step_into_the_open_makes_it_close() -> None:
    firmness = find_firmness(assess(FRAMEWORK, answer(use="linkedin", viewer="recruiters")))

    assert firmness is not None
    assert firmness.word == "close"
    assert firmness.steps == (Alternative("viewer", "visitors", ("ai", "ai-for-now", "studio")),)


def test_a_press_kit_is_firm() -> None:
    firmness = find_firmness(assess(FRAMEWORK, answer(use="press-kit", career="student", screening="yes")))

    assert firmness is not None
    assert (firmness.word, firmness.steps) == ("firm", ())


def test_a_viewer_that_does_not_count_is_not_changed() -> None:
    answers = answer(use="internal-directory", viewer="recruiters", screening="no", size="page", matching="no")

    firmness = find_firmness(assess(FRAMEWORK, answers))

    assert firmness is not None
    assert [step.question for step in firmness.steps] == ["screening", "size", "matching"]


def test_an_open_verdict_is_neither() -> None:
    assert find_firmness(assess(FRAMEWORK, answer(use="linkedin"))) is None
