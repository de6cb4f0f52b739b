"""Where the proof checks one case for many, the others give the same result; each test would show a difference."""

import random

import pytest

from decision.core.advice import advise, find_deciding_use
from decision.core.answers import Answers
from decision.core.explain import find_because, find_firmness
from decision.core.framework import Framework, load_framework
from decision.core.possible import find_possible_verdicts, find_questions_that_matter
from decision.core.scoring import score_use
from decision.proof.reference import find_verdicts
from decision.proof.specification import SPECIFICATION_2026_1, SPECIFICATION_2026_2, find_specification
from tests.decision.drawing import draw_answers

FRAMEWORK = load_framework("2026.1")
BOTH = pytest.mark.parametrize("framework", [FRAMEWORK, load_framework("2026.2")], ids=lambda f: f.version)
PLAN_QUESTIONS = SPECIFICATION_2026_1.plan_questions


def swap_level_options(answers: Answers, seed: int) -> Answers:
    """Return the answers with options changed for others of the same level."""
    chance = random.Random(seed)  # noqa: S311  # a repeatable sample, not a secret
    swapped = {}
    for key, option in answers.options.items():
        question = FRAMEWORK.by_key[key]
        swapped[key] = chance.choice(question.ranks[question.rank_of[option]]).key
    return answers.with_options(swapped)


def test_options_of_one_level_give_the_same_verdict() -> None:
    for seed in range(150):
        answers = draw_answers(FRAMEWORK, seed, share=(1, 0.5)[seed % 2], uses=(1, 2))
        swapped = swap_level_options(answers, seed)

        assert find_possible_verdicts(FRAMEWORK, swapped) == find_possible_verdicts(FRAMEWORK, answers), seed
        assert find_questions_that_matter(FRAMEWORK, swapped) == find_questions_that_matter(FRAMEWORK, answers), seed
        advice, other = advise(FRAMEWORK, answers), advise(FRAMEWORK, swapped)
        assert find_because(other) == find_because(advice), seed
        assert find_firmness(other) == find_firmness(advice), seed
        assert (other.stakes, other.plan) == (advice.stakes, advice.plan), seed


@BOTH
def test_the_plan_reads_the_verdict_the_uses_and_the_plan_answers(framework: Framework) -> None:
    specification = find_specification(framework.version)
    for seed in range(150):
        answers = draw_answers(framework, seed, uses=(1, 2, 3))
        advice = advise(framework, answers)

        facts = {key: str(answers.get(key)) for key in specification.list_plan_questions(answers.uses)}
        plan = specification.plan_for({**facts, "verdict": str(advice.verdict)}, answers.uses)

        assert advice.plan == plan, seed


@BOTH
def test_the_plain_reference_agrees_on_long_lists(framework: Framework) -> None:
    for seed in range(100):
        answers = draw_answers(framework, seed, share=0.7, uses=(2, 3, 5, 13))

        found = find_verdicts(framework, answers.uses, answers.options)

        assert found == {*find_possible_verdicts(framework, answers)}, seed


def test_a_version_is_proven_against_the_last_rules_before_it() -> None:
    found = [find_specification(version).version for version in ("2025.1", "2026.1", "2026.2", "2027.1")]

    assert found == ["2026.1", "2026.1", "2026.2", "2026.2"]
    assert SPECIFICATION_2026_2.find_fixed("linkedin") == {"competition": "open"}


def test_plan_answers_reach_nothing_but_the_plan() -> None:
    for seed in range(100):
        answers = draw_answers(FRAMEWORK, seed, share=(1, 0.6)[seed % 2], uses=(1, 2))
        without = answers.drop({*PLAN_QUESTIONS})

        advice, bare = advise(FRAMEWORK, answers), advise(FRAMEWORK, without)

        assert advice.possible_verdicts == bare.possible_verdicts, seed
        assert (advice.verdict, advice.stakes, advice.uses) == (bare.verdict, bare.stakes, bare.uses), seed
        assert advice.contributions == bare.contributions, seed
        assert advice.cautions == bare.cautions, seed
        assert find_because(advice) == find_because(bare), seed


def test_which_use_decides_follows_from_the_indexes() -> None:
    for seed in range(100):
        answers = draw_answers(FRAMEWORK, seed, uses=(2, 3, 5, 13))
        indexes = {use: score_use(FRAMEWORK, use, answers.options) for use in answers.uses}
        highest = max(indexes.values())

        assert find_deciding_use(FRAMEWORK, answers) == next(use for use in indexes if indexes[use] == highest), seed


def test_long_lists_have_the_highest_verdict_of_their_uses() -> None:
    order = [verdict.key for verdict in FRAMEWORK.verdicts]
    for seed in range(100):
        answers = draw_answers(FRAMEWORK, seed, uses=(3, 4, 6, 13))
        alone = [find_possible_verdicts(FRAMEWORK, answers.with_uses((use,))) for use in answers.uses]

        highest = max((found[0] for found in alone), key=order.index)

        assert find_possible_verdicts(FRAMEWORK, answers) == (highest,), seed
