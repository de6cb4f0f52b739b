"""Rule 9: the points shown add up, and each rests on a document."""

from collections.abc import Iterator
from itertools import pairwise

from decision.content import content
from decision.core.framework import Framework
from decision.proof.rule import Tally
from decision.proof.space import Space, describe, score

LEAST_STEP = {("screening", "yes"): 0, ("field", "consulting"): 4}
"""The first option of a level -> the least points of the step to it, where that is not the usual; 0 means just 0."""


def points_add_up(space: Space, use: str) -> Iterator[Tally]:
    """The points shown add up exactly to the stakes index shown.

    One option for each level: its options have the same points, as another line of this proof says.
    """
    for position, answers in space.list_sets(use, space.ranked):
        rows = space.engine.list_contributions(space.framework, use, answers.options)
        shown = space.engine.score_use(space.framework, use, answers.options)
        total = sum(row.points for row in rows)
        if total == shown == score(space, use)[position]:
            yield Tally(1)
        else:
            yield Tally(1, f"{describe(answers)}: the points add up to {total}, the index is {shown}")


def every_part_cites_a_document(space: Space) -> Iterator[Tally]:
    """Every part names a heading of a document, or an outside source where only that carries it."""
    for place, source in _list_sources(space.framework):
        cited = _is_heading(source) or (place in space.specification.cites_evidence and source in content().evidence)
        yield Tally(1, None if cited else f"{place} cites {source}")


def _is_heading(source: str) -> bool:
    claim = content().claims.get(source)
    return claim is not None and claim.heading in content().documents[claim.document].headings


def _list_sources(framework: Framework) -> Iterator[tuple[str, str]]:
    for verdict in framework.verdicts:
        yield f"verdict {verdict.key}", verdict.source
    for question in framework.questions:
        yield from ((f"{question.key} {option.key}", option.source) for option in question.options)
    yield from ((f"question {part.key}", part.source) for part in framework.questions)
    yield from ((f"rule {part.key}", part.source) for part in framework.rules)
    yield from ((f"plan {part.key}", part.source) for part in framework.plans)
    yield from ((f"caution {part.key}", part.source) for part in framework.cautions)


def points_keep_their_proportion(space: Space) -> Iterator[Tally]:
    """Each ordered step weighs 2 points or more, a trust profession 4 or more, and nothing more than who looks.

    Only a refusal of AI weighs as much as not knowing: a rule speaks for it.
    """
    highest = max(option.points for option in space.framework.by_key["viewer"].options)
    for question in space.framework.verdict_questions:
        for lower, upper in pairwise(question.ranks if question.ordered else ()):
            step = upper[0].points - lower[0].points
            least = LEAST_STEP.get((question.key, upper[0].key), space.specification.steps_weigh)
            right = step == 0 if least == 0 else step >= least
            yield Tally(1, None if right else f"{question.key}: the step to {upper[0].key} weighs {step}")
        for option in question.options:
            heavy = f"{question.key} {option.key} weighs {option.points}, who looks {highest} at most"
            yield Tally(1, None if option.points <= highest else heavy)
