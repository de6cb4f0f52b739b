"""Rule 9: the points shown add up, and each rests on a document."""

from collections.abc import Iterator

from decision.content import content
from decision.core.framework import Framework
from decision.proof.rule import Tally
from decision.proof.space import Space, describe, score


def points_add_up(space: Space, use: str) -> Iterator[Tally]:
    """The points shown add up exactly to the stakes index shown.

    One option for all that stand level: these have the same points, as another line of this proof says.
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
    """Every contribution, rule and threshold names a document and a heading that stands in it."""
    claims, documents = content().claims, content().documents
    for place, source in _list_sources(space.framework):
        claim = claims.get(source)
        cited = claim is not None and claim.heading in documents[claim.document].headings
        yield Tally(1, None if cited else f"{place} cites {source}")


def _list_sources(framework: Framework) -> Iterator[tuple[str, str]]:
    for verdict in framework.verdicts:
        yield f"verdict {verdict.key}", verdict.source
    for question in framework.questions:
        yield from ((f"{question.key} {option.key}", option.source) for option in question.options)
    yield from ((f"question {part.key}", part.source) for part in framework.questions)
    yield from ((f"rule {part.key}", part.source) for part in framework.rules)
    yield from ((f"plan {part.key}", part.source) for part in framework.plans)
    yield from ((f"caution {part.key}", part.source) for part in framework.cautions)
