"""Why verdicts are out, in words."""

import random
import re

import pytest

from decision.content import content
from decision.core.answers import Answers, read_answers
from decision.core.framework import load_framework
from decision.pages.strip import narrow_verdicts

FRAMEWORK = load_framework("2026.2")


@pytest.mark.parametrize(
    ("raw", "reasons"),
    [
        ({"use": ["linkedin"]}, ()),
        (
            {"use": ["linkedin"], "viewer": "recruiters"},
            ("AI and a plain photo are out: recruiters study your photo before they choose.",),
        ),
        ({"use": ["internal-directory"]}, ("You don’t need a studio session: only coworkers see your photo.",)),
        (
            {"use": ["internal-directory"], "screening": "yes"},
            (
                "You don’t need a studio session: only coworkers see your photo.",
                f"AI is out: {content().clauses.rule['ai-refused'].says}.",
            ),
        ),
        (
            {"use": ["linkedin", "press-kit"]},
            ("AI and a plain photo are out: editors choose your photo and print it.",),
        ),
    ],
)
def test_each_answer_that_rules_something_out_says_why(
    raw: dict[str, str | list[str]], reasons: tuple[str, ...]
) -> None:
    strip = narrow_verdicts(FRAMEWORK, read_answers(FRAMEWORK, raw))

    assert strip.reasons == reasons


def test_every_reason_is_a_sentence_for_every_place_and_answer() -> None:
    chance = random.Random(7)  # noqa: S311  # a repeatable sample, not a secret
    single = [question for question in FRAMEWORK.verdict_questions if not question.many]

    for use in FRAMEWORK.uses:
        for _ in range(40):
            options = {q.key: chance.choice(q.options).key for q in single if chance.random() < 0.7}
            for reason in narrow_verdicts(FRAMEWORK, Answers((use,), options)).reasons:
                assert re.fullmatch(r"[A-Z][^:“”]+: [a-zA-Z][^:.]+\.", reason), (use, options, reason)


def test_the_cells_say_what_is_possible() -> None:
    strip = narrow_verdicts(FRAMEWORK, read_answers(FRAMEWORK, {"use": ["internal-directory"]}))

    assert [(cell.key, cell.possible) for cell in strip.cells] == [
        ("ai", True), ("ai-for-now", True), ("plain", True), ("studio", False),
    ]  # fmt: skip
