"""Rules 2 and 4, for several uses: all pairs of uses, since the code joins longer lists use by use."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, islice, product
from operator import eq, ge

from decision.core.answers import Answers
from decision.core.framework import Framework
from decision.core.possible.tables import SUMS, Table, lay_out
from decision.proof.promise import Tally
from decision.proof.space import Space, describe, judge, score


def several_uses_have_the_highest_verdict(space: Space) -> Iterator[Tally]:
    """Two uses together have the higher of their two verdicts."""
    for pair, alone, together in _list_pairs(space):
        yield _compare(space, pair, zip(together, map(max, *alone), strict=True), eq)


def no_added_use_lowers_the_verdict(space: Space) -> Iterator[Tally]:
    """Adding a use never moves the verdict toward AI."""
    for pair, alone, together in _list_pairs(space):
        yield from (_compare(space, pair, zip(together, before, strict=True), ge) for before in alone)


def _compare(
    space: Space, pair: tuple[str, str], verdicts: Iterable[tuple[int, int]], holds: Callable[[int, int], bool]
) -> Tally:
    """Compare the verdict numbers of two uses together, in the order of ranked sets, with others."""
    cases = 0
    for found, expected in verdicts:
        if not holds(found, expected):
            position = next(islice(space.list_positions(space.ranked), cases, None))
            answers = Answers(pair, space.find_options(position))
            return Tally(cases + 1, f"{describe(answers)}: verdict {found}, expected {expected}")
        cases += 1
    return Tally(cases)


def _list_pairs(space: Space) -> Iterator[tuple[tuple[str, str], tuple[bytes, bytes], bytes]]:
    """Yield each pair of uses, the verdict numbers of the sets of each, and of both together.

    One option for each level.
    """
    layout = lay_out(space.framework)
    rooms = [[layout.codes[q.key][rank[0].key] for rank in q.ranks] for q in space.questions]
    codes = list(map(sum, product(*rooms)))
    positions = list(space.list_positions(space.ranked))
    ranked = {use: bytes(map(judge(space, use).__getitem__, positions)) for use in space.uses}
    for one, other in combinations(space.uses, 2):
        table = space.engine.tabulate_verdicts(space.framework, (one, other))
        by_sums = {sums: read_table(space.framework, table, sums) for sums in {*layout.sums} if sums.bit_count() == 1}
        bits = [by_sums[layout.sums[code // layout.size]][code % layout.size] for code in codes]
        yield (one, other), (ranked[one], ranked[other]), bytes([bit.bit_length() - 1 for bit in bits])


def read_table(framework: Framework, table: Table, sums: int) -> bytes:
    """Return position -> the verdicts that are possible at some of the sums, as bits."""
    numbers = range(len(framework.verdicts))
    bits = {blocks: sum(1 << n for n in numbers if blocks >> n * SUMS & sums) for blocks in {*table}}
    return bytes(map(bits.__getitem__, table))


def the_highest_index_decides(space: Space) -> Iterator[Tally]:
    """Of several uses the one with the highest index decides, the first in the table where two share it.

    Which one decides follows from the two indexes, so one set represents all that share them.
    """
    for one, other in combinations(space.uses, 2):
        indexes = zip(score(space, one), score(space, other), strict=True)
        cases = {pair: position for position, pair in enumerate(indexes)}
        for (index, other_index), position in cases.items():
            answers = Answers((one, other), space.find_options(position))
            right = one if index >= other_index else other
            found = space.engine.find_deciding_use(space.framework, answers)
            yield Tally(
                1, None if found == right else f"{describe(answers)}: {found} decides at {index}, {other_index}"
            )
