"""What a partial set of answers still allows, exactly: the verdicts, and the questions that matter."""

from decision.core.answers import Answers
from decision.core.framework import Framework, Question, VerdictKey
from decision.core.possible.tables import (
    SUMS,
    find_code,
    lay_out,
    tabulate_differences,
    tabulate_edges,
    tabulate_verdicts,
    unite,
)


def find_possible_verdicts(framework: Framework, answers: Answers) -> tuple[VerdictKey, ...]:
    """Return exactly the verdicts that some completion of the answers gives, the lowest first."""
    return list_verdicts(framework, answers.uses, find_code(lay_out(framework), answers.options))


def list_verdicts(framework: Framework, uses: tuple[str, ...], code: int) -> tuple[VerdictKey, ...]:
    """Return the same for a code (see `Layout`): to look at many sets that differ little, adjust the code."""
    layout = lay_out(framework)
    blocks = tabulate_verdicts(framework, uses)[code % layout.size]
    reachable = layout.sums[code // layout.size]
    return tuple([verdict.key for n, verdict in enumerate(framework.verdicts) if blocks >> n * SUMS & reachable])


def find_questions_that_matter(framework: Framework, answers: Answers) -> tuple[str, ...]:
    """Return the open verdict questions that can still move the verdict, in asking order.

    A question matters when in some completion changing only its answer changes the verdict.
    """
    code = find_code(lay_out(framework), answers.options)
    return tuple(
        question.key
        for question in framework.verdict_questions
        if question.key not in answers and _matters(framework, answers.uses, code, question)
    )


def _matters(framework: Framework, uses: tuple[str, ...], code: int, question: Question) -> bool:
    layout = lay_out(framework)
    if question not in layout.additive:
        differences = tabulate_differences(framework, uses, question.key)
        return bool(differences[code % layout.size] & layout.sums[code // layout.size])
    points = [option.points for option in question.options]
    sums = layout.sums[(code + layout.codes[question.key][question.lowest.key]) // layout.size]
    crossed = unite(sums << more for more in range(1, max(points) - min(points) + 1))
    return bool(tabulate_edges(framework, uses)[code % layout.size] & crossed)
