"""Rule 10: settled means settled, and nothing is asked in vain."""

from collections.abc import Iterator

from decision.proof.completions import tabulate_completions, tabulate_movers
from decision.proof.rule import Tally
from decision.proof.space import Space, describe
from decision.proof.walk import walk


def settled_means_settled(space: Space, use: str) -> Iterator[Tally]:
    """The questionnaire calls the verdict settled as soon as every completion agrees, and never before.

    At every stage that the questionnaire can reach for one use. Options of one level share a stage.
    """
    completions = tabulate_completions(space, use)
    for stage in walk(space, use):
        agree = completions[space.find_code(stage.answers.options)].bit_count() == 1
        called = not stage.mattering
        yield Tally(1, None if called == agree else f"{describe(stage.answers)}: settled {called}, agreed {agree}")


def what_can_matter_is_asked(space: Space, use: str) -> Iterator[Tally]:
    """A question is asked if, and only if, changing its answer alone can still change the verdict.

    At every stage that the questionnaire can reach for one use. Options of one level share a stage.
    """
    for stage in walk(space, use):
        place = space.find_code(stage.answers.options)
        for question in space.questions:
            if question.key not in stage.answers:
                matters = bool(tabulate_movers(space, use, question.key)[place])
                right = matters == (question.key in stage.mattering)
                yield Tally(1, None if right else f"{describe(stage.answers)}: {question.key} matters: {matters}")
