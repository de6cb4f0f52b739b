"""Which other list of uses would certainly give another verdict, with the other answers as they are."""

from collections.abc import Iterator

from decision.answers import Answers
from decision.framework import Framework, VerdictKey
from decision.possibilities import find_possible_verdicts, find_verdict


def list_other_uses(
    framework: Framework, answers: Answers, *, besides: VerdictKey
) -> Iterator[tuple[tuple[str, ...], VerdictKey]]:
    """Yield the lists of uses nearest to the present one, with the verdict that each certainly gives.

    Nearest: the fewest uses left out and added. A list has the highest verdict of its uses. So for
    a given verdict every use that could exceed it has to go, and if those that stay do not give it,
    one has to come that does.
    """
    verdicts = [verdict.key for verdict in framework.verdicts]
    possible = {use: find_possible_verdicts(framework, answers.with_uses((use,))) for use in framework.uses}
    for number, verdict in enumerate(verdicts):
        if verdict != besides:
            too_high = {*verdicts[number + 1 :]}
            staying = tuple(use for use in answers.uses if too_high.isdisjoint(possible[use]))
            coming = [use for use in possible if possible[use] == (verdict,)]
            for uses in _list_nearest(framework, answers, verdict, staying, coming):
                yield uses, verdict


def _list_nearest(
    framework: Framework, answers: Answers, verdict: VerdictKey, staying: tuple[str, ...], coming: list[str]
) -> Iterator[tuple[str, ...]]:
    if staying and find_verdict(framework, answers.with_uses(staying)) == verdict:
        yield staying
    else:
        for use in coming:
            yield tuple(key for key in framework.uses if key == use or key in staying)
