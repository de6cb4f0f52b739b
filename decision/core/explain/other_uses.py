"""Which other list of uses would certainly give another verdict, with the other answers as they are."""

from collections.abc import Iterator

from decision.core.framework import Framework, VerdictKey
from decision.core.possible import list_verdicts

Uses = tuple[str, ...]


def list_other_uses(
    framework: Framework, uses: Uses, code: int, *, besides: VerdictKey
) -> Iterator[tuple[Uses, VerdictKey]]:
    """Yield the lists nearest to these uses, with the verdict that each certainly gives; `code` is that of the answers.

    Nearest: the fewest uses left out and added. A list has the highest verdict of its uses. So for
    a given verdict every use that could exceed it has to go, and if those that stay do not give it,
    one has to come that does.
    """
    possible = {use: list_verdicts(framework, (use,), code) for use in framework.uses}
    too_high = {verdict.key for verdict in framework.verdicts}
    for verdict in [verdict.key for verdict in framework.verdicts]:
        too_high.remove(verdict)
        if verdict != besides:
            staying = tuple(use for use in uses if too_high.isdisjoint(possible[use]))
            if staying and list_verdicts(framework, staying, code) == (verdict,):
                yield staying, verdict
            else:
                coming = (use for use in possible if possible[use] == (verdict,))
                yield from ((_add(framework, staying, use), verdict) for use in coming)


def _add(framework: Framework, uses: Uses, coming: str) -> Uses:
    """Return the uses with one more, in the order of the table."""
    return tuple(use for use in framework.uses if use == coming or use in uses)
