"""What is still possible, compared with trying every completion."""

import random
from collections.abc import Iterator
from itertools import product

from decision.core.answers import Answers, read_answers
from decision.core.framework import load_framework
from decision.core.possible import find_possible_verdicts, find_questions_that_matter
from decision.core.scoring import score_use

FRAMEWORK = load_framework("2026.1")
ORDER: list[str] = [verdict.key for verdict in FRAMEWORK.verdicts]


def answer(**raw: str | list[str]) -> Answers:
    return read_answers(FRAMEWORK, raw)


def complete(answers: Answers) -> Iterator[dict[str, object]]:
    """Yield every completion of the verdict questions; if `use` is open, one for each use."""
    rooms: list[tuple[object, ...]] = [(answers.uses,) if answers.uses else tuple((use,) for use in FRAMEWORK.uses)]
    keys = [q.key for q in FRAMEWORK.verdict_questions if not q.many]
    rooms += [(answers.get(key),) if key in answers else tuple(FRAMEWORK.by_key[key].by_key) for key in keys]
    return (dict(zip(["use", *keys], values, strict=True)) for values in product(*rooms))


def judge(completion: dict[str, object]) -> str:
    options = {key: str(value) for key, value in completion.items() if key != "use"}
    uses = completion["use"]
    assert isinstance(uses, tuple)
    return FRAMEWORK.verdict_of(max(score_use(FRAMEWORK, use, options) for use in uses))


def try_all(answers: Answers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the possible verdicts and the questions that matter, by their definitions."""
    verdicts = {tuple(completion.items()): judge(completion) for completion in complete(answers)}
    mattering = []
    for question in FRAMEWORK.verdict_questions:
        groups: dict[tuple[object, ...], set[str]] = {}
        for items, verdict in verdicts.items():
            rest = tuple(item for item in items if item[0] != question.key)
            groups.setdefault(rest, set()).add(verdict)
        if question.key not in answers and any(len(group) > 1 for group in groups.values()):
            mattering.append(question.key)
    return tuple(sorted(set(verdicts.values()), key=ORDER.index)), tuple(mattering)


def draw_partial_answers(seed: int, open_questions: int) -> Answers:
    """Return a random set of answers with `open_questions` of the ten open."""
    chance = random.Random(seed)  # noqa: S311  # a repeatable sample, not a secret
    questions = list(FRAMEWORK.verdict_questions)
    left_open = {question.key for question in chance.sample(questions, open_questions)}
    raw: dict[str, str | list[str]] = {}
    for question in questions:
        if question.key not in left_open:
            count = chance.choice([1, 1, 2, 3]) if question.many else 1
            picked = chance.sample(list(question.by_key), count)
            raw[question.key] = picked if question.many else picked[0]
    return answer(**raw)


def test_agrees_with_trying_every_completion() -> None:
    for seed in range(60):
        answers = draw_partial_answers(seed, open_questions=1 + seed % 4)

        verdicts, mattering = try_all(answers)

        assert find_possible_verdicts(FRAMEWORK, answers) == verdicts, seed
        assert find_questions_that_matter(FRAMEWORK, answers) == mattering, seed


def test_everything_is_possible_before_the_first_answer() -> None:
    assert find_possible_verdicts(FRAMEWORK, Answers()) == ("ai", "ai-for-now", "studio")
    assert find_questions_that_matter(FRAMEWORK, Answers()) == tuple(q.key for q in FRAMEWORK.verdict_questions)


def test_a_press_kit_is_settled_by_its_first_question() -> None:
    answers = answer(use="press-kit")

    assert find_possible_verdicts(FRAMEWORK, answers) == ("studio",)
    assert find_questions_that_matter(FRAMEWORK, answers) == ()


def test_refused_ai_settles_it_with_the_use_open() -> None:
    assert find_possible_verdicts(FRAMEWORK, answer(screening="yes")) == ("studio",)


def test_a_directory_never_asks_who_looks() -> None:
    assert "viewer" not in find_questions_that_matter(FRAMEWORK, answer(use="internal-directory"))


def test_a_placeholder_cannot_become_a_studio_case() -> None:
    answers = answer(use="linkedin", viewer="visitors", lifespan="weeks", screening="unsure")

    assert find_possible_verdicts(FRAMEWORK, answers) == ("ai", "ai-for-now")
